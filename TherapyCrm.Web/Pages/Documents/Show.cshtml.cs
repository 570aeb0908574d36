using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;
using TherapyCrm.Web.Pages.Settings;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Documents;

/// <summary>One document with its versions, whom it is shared with, and who did what; who may open it, the document itself decides.</summary>
[SignedIn]
public sealed class DocumentPage(
    OpenDocument open, ArchiveDocument archive, RestoreDocumentVersion restore, ShareDocument share, People people, CurrentActor current, Moments moments, Words words) : PageModel
{
    /// <summary>A grant as it is typed.</summary>
    public sealed class GrantForm
    {
        public long? UserId { get; set; }
        public DocumentRight Right { get; set; } = DocumentRight.Read;
        public string? Until { get; set; }
    }

    [FromRoute] public long Id { get; set; }
    [BindProperty] public GrantForm Form { get; set; } = new();

    /// <summary>What the page shows.</summary>
    public DocumentView View { get; private set; } = null!;

    /// <summary>Whom it can be shared with.</summary>
    public IReadOnlyList<Choice> People { get; private set; } = [];

    /// <summary>What the reader may hand on.</summary>
    public IEnumerable<DocumentRight> Rights => Enum.GetValues<DocumentRight>().Where(r => r switch
    {
        DocumentRight.Write => View.MayWrite,
        DocumentRight.Delete => View.MayDelete,
        _ => true,
    });

    /// <summary>True for what an image element shows.</summary>
    public bool IsPicture => View.Document.MimeType.StartsWith("image/", StringComparison.Ordinal);

    /// <summary>True after its last day.</summary>
    public bool IsOver => View.Document.ExpirationDate < Zones.ToLocal(current.Now, moments.Zone).Date;

    public Task OnGetAsync(CancellationToken cancel) => LoadAsync(cancel);

    public async Task<IActionResult> OnPostArchiveAsync(int? version, bool archived, CancellationToken cancel) =>
        await AnswerAsync(await archive.RunAsync(current.Actor, new(Id, version, archived), cancel), archived ? words["Archived. It stays until the record's time is over."] : words["Brought back."], cancel);

    public async Task<IActionResult> OnPostRestoreAsync(int? version, int earlier, CancellationToken cancel) =>
        await AnswerAsync(await restore.RunAsync(current.Actor, new(Id, version, earlier), cancel), words["Version {0} is the newest again.", earlier], cancel);

    public async Task<IActionResult> OnPostShareAsync(CancellationToken cancel)
    {
        Instant? until = LastDay.End(Form.Until, moments.Zone, out var problem);
        problem ??= Form.UserId is null ? Problem.Invalid("UserId", "Please choose a person.") : null;
        return await AnswerAsync(problem is not null ? problem : await share.RunAsync(current.Actor, new(Id, Form.UserId!.Value, Form.Right, until), cancel), words["Shared."], cancel);
    }

    public async Task<IActionResult> OnPostUnshareAsync(long grantId, CancellationToken cancel) =>
        await AnswerAsync(await share.RevokeAsync(current.Actor, Id, grantId, cancel), words["Taken away."], cancel);

    /// <summary>What a version changed of the one before it.</summary>
    public IReadOnlyList<Difference> ChangesOf(int version)
    {
        if (version + 1 >= View.Versions.Count) return [];
        var (before, after) = (View.Versions[version + 1], View.Versions[version]);
        return Difference.Between(VersionShown.Of(before), VersionShown.Of(after), words);
    }

    private async Task<IActionResult> AnswerAsync<T>(Outcome<T> outcome, string notice, CancellationToken cancel)
    {
        if (outcome.Succeeded) return this.Done($"/documents/{Id}", notice);
        await LoadAsync(cancel);
        return this.ShowForm("", outcome.Problems);
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        View = await open.RunAsync(current.Actor, Id, cancel);
        if (View.MayShare) People = [.. (await people.ChoicesAsync(cancel)).Where(p => p.Id != current.Actor.UserId)];
    }
}
