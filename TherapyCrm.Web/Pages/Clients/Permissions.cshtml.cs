using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;
using TherapyCrm.Web.Pages.Settings;

namespace TherapyCrm.Web.Pages.Clients;

/// <summary>What single people may, and may not, do with one client's record.</summary>
[RequirePermission(Permission.ManagePermissions)]
public sealed class ClientPermissionsPage(GrantRecordPermission grant, People people, ClientHead clientHead, CurrentActor current, Moments moments, Words words) : PageModel
{
    /// <summary>A grant or deny as it is typed.</summary>
    public sealed class GrantForm
    {
        public long? UserId { get; set; }
        public Permission Permission { get; set; } = Permission.ViewClients;
        public long? LearnerId { get; set; }
        public string? Until { get; set; }
    }

    [BindProperty(SupportsGet = true)] public long Id { get; set; }
    [BindProperty] public GrantForm Form { get; set; } = new();
    public ClientHeading Client { get; private set; } = null!;
    public IReadOnlyList<RecordPermissionRow> Rows { get; private set; } = [];
    public IReadOnlyList<Choice> People { get; private set; } = [];
    public IReadOnlyList<Choice> Learners { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancel) => LoadAsync(cancel);

    public async Task<IActionResult> OnPostAsync(bool granted, CancellationToken cancel)
    {
        var until = LastDay.End(Form.Until, moments.Zone, out var problem);
        problem ??= Form.UserId is null ? Problem.Invalid("UserId", "Please choose a person.") : null;
        return await AnswerAsync(problem is not null ? problem : await grant.RunAsync(current.Actor, new()
        {
            UserId = Form.UserId!.Value, Permission = Form.Permission, ClientId = Id, LearnerId = Form.LearnerId, Granted = granted, ExpiresAt = until,
        }, cancel), cancel);
    }

    public async Task<IActionResult> OnPostRevokeAsync(long rowId, CancellationToken cancel) => await AnswerAsync(await grant.RevokeAsync(current.Actor, Id, rowId, cancel), cancel);

    private async Task<IActionResult> AnswerAsync<T>(Outcome<T> outcome, CancellationToken cancel)
    {
        if (outcome.Succeeded)
        {
            this.NoticeNext(words["Saved."]);
            return this.GoTo($"/clients/{Id}/permissions");
        }
        await LoadAsync(cancel);
        return this.ShowForm("_ClientGrantForm", outcome.Problems);
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        Client = await clientHead.RunAsync(current.Actor, Id, "client.permissions_read", cancel);
        (Rows, Learners) = (await people.OnClientAsync(current.Actor, Id, cancel), await people.LearnersAsync(current.Actor, Id, cancel));
        People = [.. (await people.ChoicesAsync(cancel)).Where(p => p.Id != current.Actor.UserId)];
    }
}
