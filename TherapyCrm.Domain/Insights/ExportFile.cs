using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Documents;

namespace TherapyCrm.Domain.Insights;

/// <summary>Decides who may export a client's whole file and what of it, and keeps on record that it was asked for, made and taken.</summary>
public sealed class ExportFile(CrmDbContext db, ReadLog reads) : IOperation
{
    /// <summary>The parts that the actor may take of this client's file.</summary>
    /// <exception cref="NotFoundException">The client does not exist, or is out of the actor's sight.</exception>
    /// <exception cref="ForbiddenException">The client is in sight, but its file may not be exported.</exception>
    public async Task<IReadOnlyList<FilePart>> OfferedAsync(Actor actor, long clientId, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ExportRecords);
        await db.Clients.AsNoTracking().GetAsync(db, actor, clientId, Permission.ExportRecords, cancel);
        var parts = new List<FilePart> { FilePart.Profile, FilePart.Consents, FilePart.Disclosures, FilePart.Documents };
        if (await MayAsync(actor, clientId, Permission.ViewAppointments, cancel)) parts.Add(FilePart.Visits);
        if (await MayAsync(actor, clientId, Permission.ViewClinical, cancel)) parts.AddRange([FilePart.Notes, FilePart.Clinical, FilePart.Plans, FilePart.Assessments]);
        if (await MayAsync(actor, clientId, Permission.ViewProcessNotes, cancel)) parts.Add(FilePart.PrivateNotes);
        return [.. parts.Order()];
    }

    /// <summary>Checks the wish and puts it on record with its reason.</summary>
    /// <returns>What is to be made; or what is wrong.</returns>
    public async Task<Outcome<FileChoice>> AskAsync(Actor actor, FileChoice choice, CancellationToken cancel = default)
    {
        var offered = await OfferedAsync(actor, choice.ClientId, cancel);
        if (choice.Check(offered).ToArray() is { Length: > 0 } problems) return problems;
        var kept = choice with { Reason = TypedText.Kept(choice.Reason), Parts = [.. choice.Parts.Distinct().Order()] };
        await reads.WriteAsync(AuditLog.Line(actor, "file.export_asked", AuditOutcome.Ok, choice.ClientId, choice.ClientId, kept.ForLog, kept.Reason), cancel);
        return kept;
    }

    /// <summary>Refuses who may no longer take all that the export contains.</summary>
    /// <inheritdoc cref="OfferedAsync"/>
    public async Task MustMayAsync(Actor actor, FileChoice choice, CancellationToken cancel = default)
    {
        if (choice.Parts.Except(await OfferedAsync(actor, choice.ClientId, cancel)).Any()) throw new ForbiddenException();
    }

    /// <summary>What of this file the actor may take now: of whom, with which permission, and which documents.</summary>
    public async Task<IReadOnlySet<string>> SightAsync(Actor actor, FileChoice choice, CancellationToken cancel = default)
    {
        var (asked, id) = (new[] { Permission.ViewClients, Permission.ViewAppointments, Permission.ViewClinical, Permission.ExportRecords }, choice.ClientId);
        var scope = await TimelineScope.OfAsync(db, actor, id, null, "UTC", asked, null, null, null, cancel);
        var documents = !choice.Parts.Contains(FilePart.Documents) ? []
            : await db.Documents.Where(d => d.ClientId == id && d.ArchivedAt == null).VisibleTo(db, actor, DocumentRight.Read).Select(d => d.Id).ToListAsync(cancel);
        return asked.SelectMany(p => scope.SightOf(p).Learners.Select(l => string.Create(CultureInfo.InvariantCulture, $"{p} {l}")).Concat(scope.SightOf(p).OfClient ? [$"{p}"] : []))
            .Concat(documents.Select(d => string.Create(CultureInfo.InvariantCulture, $"document {d}"))).ToHashSet();
    }

    /// <summary>True while nothing that the file may contain was taken from the actor, or out of the record, since it was asked for.</summary>
    /// <param name="sight">As it was before the file was read.</param>
    public async Task<bool> IsStillOneAsync(Actor actor, FileChoice choice, IReadOnlySet<string> sight, Instant askedAt, CancellationToken cancel = default) =>
        sight.IsSubsetOf(await SightAsync(actor, choice, cancel)) && !await db.SessionNotes.AnyAsync(n => n.ClientId == choice.ClientId && n.RedactedAt > askedAt, cancel);

    /// <summary>Puts on record that the file was made, or why it was not.</summary>
    public Task EndedAsync(Actor actor, FileChoice choice, string how, AuditOutcome outcome, CancellationToken cancel = default) =>
        reads.WriteAsync(AuditLog.Line(actor, "file.export_finished", outcome, choice.ClientId, choice.ClientId, $"{choice.ForLog}; {how}"), cancel);

    /// <summary>Puts on record that the file is taken along, before it is.</summary>
    public Task TakenAsync(Actor actor, FileChoice choice, long bytes, CancellationToken cancel = default) =>
        reads.WriteAsync(AuditLog.Line(actor, "file.export_downloaded", AuditOutcome.Ok, choice.ClientId, choice.ClientId, string.Create(CultureInfo.InvariantCulture, $"{choice.ForLog}; {bytes} bytes")), cancel);

    private async Task<bool> MayAsync(Actor actor, long clientId, Permission permission, CancellationToken cancel) =>
        actor.May(permission) && await db.Clients.Where(c => c.Id == clientId).VisibleTo(db, actor, permission).AnyAsync(cancel);
}
