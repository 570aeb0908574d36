using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Insights;

/// <summary>An assessment as an export shows it.</summary>
/// <param name="Instrument">What was answered; null when it was recorded by hand.</param>
/// <param name="Versions">Newest first; without history the newest alone.</param>
public sealed record AssessmentInFile(Assessment Assessment, Instrument? Instrument, IReadOnlyList<AssessmentVersionView> Versions);

/// <summary>Reads the finished assessments of a file for an export, oldest first.</summary>
public sealed class AssessmentsInFile(CrmDbContext db, ClientKeys keys)
{
    /// <summary>Those in the scope and the period that may be seen and exported; drafts are no part of the record.</summary>
    public async Task<IReadOnlyList<AssessmentInFile>> RunAsync(TimelineScope scope, FileChoice choice, CancellationToken cancel = default)
    {
        var seen = scope.Seen(scope.Seen(db.Assessments.AsNoTracking(), Permission.ViewClinical), Permission.ExportRecords).Where(a => a.Status == AssessmentStatus.Finished && a.DiscardedAt == null);
        if (choice.From is { } from) seen = seen.Where(a => a.AssessedOn >= from);
        if (choice.Until is { } until) seen = seen.Where(a => a.AssessedOn <= until);
        var history = choice.WithHistory;
        var rows = await (from a in seen
                          join v in db.AssessmentVersions on a.Id equals v.AssessmentId
                          where history || v.Number == a.CurrentNumber
                          orderby a.AssessedOn, a.Id, v.Number descending
                          select new { Assessment = a, Version = v, By = db.Users.Where(u => u.Id == v.SavedBy).Select(u => u.FirstName + " " + u.LastName).First() }).ToListAsync(cancel);
        if (rows.Count == 0 || await keys.FindAsync(scope.ClientId, cancel) is not { } cipher) return [];
        var read = rows.GroupBy(r => r.Assessment.Id).Select(g => (g.First().Assessment,
            Versions: g.Select(r => new AssessmentVersionView(r.Version.Number, r.By, r.Version.SavedAt, cipher.OpenValue<AssessmentBody>(r.Version.Body, r.Version.Place))).ToList())).ToList();
        var instruments = await InstrumentsAsync([.. read.Select(r => r.Versions[0].Body.DefinitionId).OfType<long>().Distinct()], cancel);
        return read.ConvertAll(r => new AssessmentInFile(r.Assessment, r.Versions[0].Body is { DefinitionId: { } id, DefinitionNumber: { } number } ? instruments[(id, number)] : null, r.Versions));
    }

    private async Task<Dictionary<(long, int), Instrument>> InstrumentsAsync(List<long> ids, CancellationToken cancel) => ids.Count == 0 ? []
        : (await db.AssessmentDefinitionVersions.AsNoTracking().Where(v => ids.Contains(v.DefinitionId)).ToListAsync(cancel)).ToDictionary(v => (v.DefinitionId, v.Number), v => Instrument.Of(v.Content));
}
