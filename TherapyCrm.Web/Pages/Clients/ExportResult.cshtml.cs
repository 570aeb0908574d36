using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Domain.Insights;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Exports;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Clients;

/// <summary>How far an export is, its download, and the disclosure it may be; for who asked for it alone.</summary>
[RequirePermission(Permission.ExportRecords)]
public sealed class ExportResultPage(ExportFile exportFile, ClientHead heads, WholeFileJobs jobs, AddDisclosure addDisclosure, PracticeDay practiceDay, CurrentActor current, Words words, Shown shown) : PageModel
{
    /// <summary>The disclosure as it is typed.</summary>
    public sealed class DisclosureForm
    {
        public string? Recipient { get; set; }
        public string? What { get; set; }
        public string? Why { get; set; }
    }

    [FromRoute] public long Id { get; set; }
    [FromRoute(Name = "job")] public Guid JobId { get; set; }
    [BindProperty] public DisclosureForm Form { get; set; } = new();

    /// <summary>Whose file it is.</summary>
    public ClientHeading Head { get; private set; } = null!;

    /// <summary>The export.</summary>
    public WholeFileJob Job { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        Form = new() { What = Said(Job.Choice), Why = Job.Choice.Reason };
    }

    public async Task<IActionResult> OnGetFileAsync(CancellationToken cancel)
    {
        Job = await FindAsync(cancel);
        if (Job is not { State: ExportState.Ready, Content: { } content }) throw new NotFoundException();
        var copy = content.ToArray(); // it may be cleared while it is on its way
        await exportFile.TakenAsync(current.Actor, Job.Choice, copy.Length, cancel);
        var head = await heads.RunAsync(current.Actor, Id, cancel: cancel);
        var day = await practiceDay.OfAsync(Job.AskedAt, cancel);
        return HttpContext.Serve(new OpenFile(new MemoryStream(copy, writable: false), $"{words["File {0}", head.FileNumber]} {UrlDates.Text(day)}.pdf", FileKinds.Pdf.MimeType, IsShown: false, Job.Id.ToString("N")), shown: false);
    }

    public async Task<IActionResult> OnPostCancelAsync(CancellationToken cancel)
    {
        Job = await FindAsync(cancel);
        jobs.Cancel(Job);
        return this.Done($"/clients/{Id}/export", words["The export was cancelled, and nothing of it is left."]);
    }

    public async Task<IActionResult> OnPostDiscloseAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        if (Job.State != ExportState.Ready) return this.ShowForm("", [Problem.Conflict("", "There is nothing to disclose yet.")]);
        var outcome = await addDisclosure.RunAsync(current.Actor, new(Id, null, await practiceDay.OfAsync(current.Now, cancel), new(Form.Recipient ?? "", Form.What ?? "", Form.Why ?? "")), cancel);
        return outcome.Succeeded ? this.Done($"/clients/{Id}/export/{JobId}", words["Noted as a disclosure."]) : this.ShowForm("", [.. outcome.Problems.Select(p => p with { Field = p.Field is { Length: > 0 } f ? char.ToUpperInvariant(f[0]) + f[1..] : "" })]);
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        Job = await FindAsync(cancel);
        Head = await heads.RunAsync(current.Actor, Id, cancel: cancel);
    }

    // What was taken away from the person since is taken away here too.
    private async Task<WholeFileJob> FindAsync(CancellationToken cancel)
    {
        await exportFile.OfferedAsync(current.Actor, Id, cancel);
        var job = jobs.Find(JobId, current.Actor.UserId, Id) ?? throw new NotFoundException();
        await exportFile.MustMayAsync(current.Actor, job.Choice, cancel);
        if (job.State != ExportState.Ready || await exportFile.IsStillOneAsync(current.Actor, job.Choice, job.Sight, job.AskedAt, cancel)) return job;
        jobs.Cancel(job);
        throw new NotFoundException();
    }

    /// <summary>The choice in one sentence.</summary>
    public string Said(FileChoice choice) => string.Join(", ", choice.Parts.Select(p => words.Of(p))) + (choice.From is null && choice.Until is null ? ""
        : $" ({words["{0} to {1}", choice.From is { } from ? shown.Day(from) : words["the beginning"], choice.Until is { } until ? shown.Day(until) : words["today"]]})");
}
