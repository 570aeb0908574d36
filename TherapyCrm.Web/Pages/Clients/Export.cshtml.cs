using Microsoft.AspNetCore.Mvc;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Insights;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Exports;
using TherapyCrm.Web.Localization;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Clients;

/// <summary>Asks for a client's whole file as one PDF: what of it, of which time, and why.</summary>
[RequirePermission(Permission.ExportRecords)]
public sealed class ExportPage(ExportFile exportFile, ClientHead heads, WholeFileJobs jobs, CurrentActor current, Words words) : EditPage<ExportForm>(current)
{
    private readonly CurrentActor current = current;

    [FromRoute] public long Id { get; set; }

    /// <summary>Whose file it is.</summary>
    public ClientHeading Head { get; private set; } = null!;

    /// <summary>The parts that the reader may take.</summary>
    public IReadOnlyList<FilePart> Offered { get; private set; } = [];

    /// <summary>The reader's last export of this file, while there is one.</summary>
    public WholeFileJob? Last { get; private set; }

    protected override Task<ExportForm?> StoredAsync(CancellationToken cancel) => Task.FromResult<ExportForm?>(null);

    protected override async Task LoadAsync(CancellationToken cancel)
    {
        Offered = await exportFile.OfferedAsync(Actor, Id, cancel);
        Head = await heads.RunAsync(Actor, Id, cancel: cancel);
        Last = jobs.Last(Actor.UserId, Id);
        if (HttpMethods.IsGet(Request.Method)) Form.Parts = [.. Offered.Where(p => p != FilePart.PrivateNotes)];
    }

    protected override async Task<(IReadOnlyList<Problem> Problems, string Next, string Notice)> SaveAsync(CancellationToken cancel)
    {
        var asked = await exportFile.AskAsync(Actor, Form.ToChoice(Id), cancel);
        if (!asked.Succeeded) return (asked.Problems, "", "");
        var started = jobs.Start(current, asked.Value);
        return (started.Problems, started.Succeeded ? $"/clients/{Id}/export/{started.Value.Id}" : "", words["The export was begun."]);
    }
}
