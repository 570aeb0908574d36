using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Keeping;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Clients;

/// <summary>How long one client's file is kept, the hold on it, and its end.</summary>
[RequirePermission(Permission.DestroyRecords)]
public sealed class ClientRetentionPage(RetentionDates retention, HoldFile hold, DestroyRecord destroy, Certificates certificates, ClientHead clientHead, PracticeDay day, CurrentActor current, Words words) : PageModel
{
    /// <summary>What is typed.</summary>
    public sealed class RetentionForm
    {
        public string? Reason { get; set; }
        public string? Password { get; set; }
    }

    [BindProperty(SupportsGet = true)] public long Id { get; set; }
    [BindProperty] public RetentionForm Form { get; set; } = new();
    public ClientHeading Client { get; private set; } = null!;

    /// <summary>Null when the record was ended.</summary>
    public FileKept? Kept { get; private set; }
    public CertificateRow? Ended { get; private set; }
    public bool IsOver { get; private set; }
    public long? Me => current.Actor.UserId;

    public Task OnGetAsync(CancellationToken cancel) => LoadAsync(cancel);

    public async Task<IActionResult> OnPostHoldAsync(CancellationToken cancel) => await AnswerAsync(await hold.SetAsync(current.Actor, Id, Form.Reason, cancel), cancel);

    public async Task<IActionResult> OnPostLiftAsync(CancellationToken cancel) => await AnswerAsync(await hold.LiftAsync(current.Actor, Id, Form.Reason, cancel), cancel);

    public async Task<IActionResult> OnPostAskAsync(CancellationToken cancel) => await AnswerAsync(await destroy.AskAsync(current.Actor, Id, Form.Password, cancel), cancel);

    public async Task<IActionResult> OnPostTakeBackAsync(CancellationToken cancel) => await AnswerAsync(await destroy.TakeBackAsync(current.Actor, Id, cancel), cancel);

    public async Task<IActionResult> OnPostAgreeAsync(CancellationToken cancel) => await AnswerAsync(await destroy.AgreeAsync(current.Actor, Id, Form.Password, cancel), cancel);

    private async Task<IActionResult> AnswerAsync<T>(Outcome<T> outcome, CancellationToken cancel)
    {
        if (outcome.Succeeded) return this.Done($"/clients/{Id}/retention", words["Saved."]);
        await LoadAsync(cancel);
        return this.ShowForm("", outcome.Problems);
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        Kept = await retention.OneAsync(current.Actor, Id, cancel);
        Client = await clientHead.RunAsync(current.Actor, Id, "client.retention_read", cancel);
        Ended = Kept is null && await certificates.RunAsync(current.Actor, Id, cancel) is [var one, ..] ? one : null;
        IsOver = Kept?.Kept.IsOver(await day.OfAsync(current.Actor.Now, cancel)) == true;
    }
}
