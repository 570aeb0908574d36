using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Insights;

/// <summary>Reads a client's file for an export: only what was chosen, may be exported, and may be seen by itself.</summary>
public sealed class ReadWholeFile(
    CrmDbContext db, IEnumerable<ITimelineSource> sources, ClientKeys keys, ClientHead heads, NotesInFile notes, PlansInFile plans, AssessmentsInFile assessments, ProcessNotes processNotes, ClinicalFacts facts, Consents consents, Disclosures disclosures, PracticeDay practiceDay) : IOperation
{
    private static readonly Permission[] Asked = [Permission.ViewClients, Permission.ViewAppointments, Permission.ViewClinical, Permission.ExportRecords];

    /// <summary>The file; <see cref="ExportFile.AskAsync"/> has put the wish on record before.</summary>
    /// <exception cref="NotFoundException">The client does not exist, or is out of the actor's sight.</exception>
    public async Task<WholeFile> RunAsync(Actor actor, FileChoice choice, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ExportRecords);
        var client = await db.Clients.AsNoTracking().Include(c => c.Guardians.OrderBy(g => g.Position)).GetAsync(db, actor, choice.ClientId, Permission.ExportRecords, cancel);
        var (zone, id) = (await practiceDay.ZoneAsync(cancel), client.Id);
        var scope = await TimelineScope.OfAsync(db, actor, id, null, zone, Asked, choice.From is { } from ? Zones.StartOfDay(from, zone) : null, choice.Until is { } until ? Zones.StartOfDay(until.PlusDays(1), zone) : null, null, cancel);
        var learners = await db.Learners.AsNoTracking().Where(l => l.ClientId == id).VisibleTo(db, actor, Permission.ExportRecords).OrderBy(l => l.FirstName).ThenBy(l => l.Id).ToListAsync(cancel);
        return new WholeFile
        {
            Choice = choice, Client = client, Head = await heads.RunAsync(actor, id, cancel: cancel), ReadAt = actor.Now, Learners = learners,
            Contacts = Takes(FilePart.Profile) ? await db.Contacts.AsNoTracking().Where(c => c.ClientId == id).OrderBy(c => c.LastName).ThenBy(c => c.Id).ToListAsync(cancel) : [],
            Changes = Takes(FilePart.Profile) && choice.WithHistory ? await EntriesAsync(scope, [TimelineClass.Profile], cancel) : [],
            Visits = Takes(FilePart.Visits) ? await EntriesAsync(scope, [TimelineClass.Visit, TimelineClass.Absence], cancel) : [],
            Notes = Takes(FilePart.Notes) ? await notes.RunAsync(scope, choice, cancel) : [],
            PrivateNotes = Takes(FilePart.PrivateNotes) ? await PrivateAsync(actor, choice, cancel) : [],
            Facts = Takes(FilePart.Clinical) ? [.. (await facts.OfAsync(actor, id, cancel)).Rows.Where(r => scope.Sees(Permission.ExportRecords, r.Fact.LearnerId) && choice.Holds(r.Fact.NotedOn))] : [],
            Plans = Takes(FilePart.Plans) ? await plans.RunAsync(scope, choice, cancel) : [],
            Assessments = Takes(FilePart.Assessments) ? await assessments.RunAsync(scope, choice, cancel) : [],
            Consents = Takes(FilePart.Consents) ? [.. (await consents.OfAsync(actor, id, cancel)).Where(r => choice.Holds(r.Consent.GivenOn))] : [],
            Disclosures = Takes(FilePart.Disclosures) ? [.. (await disclosures.OfAsync(actor, id, cancel)).Where(r => choice.Holds(r.Disclosure.DisclosedOn))] : [],
            Documents = Takes(FilePart.Documents) ? await DocumentsAsync(scope, cancel) : [],
        };

        bool Takes(FilePart part) => choice.Parts.Contains(part);
    }

    private async Task<List<TimelineEntry>> EntriesAsync(TimelineScope scope, TimelineClass[] kinds, CancellationToken cancel)
    {
        const int some = 200;
        var (entries, cipher) = (new List<TimelineEntry>(), await keys.FindAsync(scope.ClientId, cancel));
        foreach (var source in sources.Where(s => kinds.Contains(s.Class) && s.Needs is { } needs && scope.Sees(needs)))
        {
            TimelineKey? last = null;
            IReadOnlyList<TimelineRow> rows;
            do
            {
                rows = await source.ReadAsync(scope, last, some, cancel);
                entries.AddRange(rows.Select(r => r.Open(cipher)).Where(e => scope.Sees(Permission.ExportRecords, e.LearnerId)));
                if (rows.Count > 0) last = rows[^1].Key;
            }
            while (rows.Count == some);
        }
        entries.Sort((a, b) => TimelineKey.Compare(b.Key, a.Key));
        return entries;
    }

    private async Task<List<ProcessNoteRow>> PrivateAsync(Actor actor, FileChoice choice, CancellationToken cancel)
    {
        var own = new List<ProcessNoteRow>();
        for (var page = 1; ; page++)
        {
            var some = (await processNotes.RunAsync(actor, choice.ClientId, page, cancel)).Notes;
            own.AddRange(some.Items.Where(n => choice.Holds(n.Date)));
            if (page >= some.Pages) break;
        }
        own.Reverse();
        return own;
    }

    private async Task<List<DocumentInFile>> DocumentsAsync(TimelineScope scope, CancellationToken cancel)
    {
        var id = scope.ClientId;
        var documents = db.Documents.AsNoTracking().Where(d => d.ClientId == id && d.ArchivedAt == null).VisibleTo(db, scope.Actor, DocumentRight.Read);
        if (scope.From is { } from) documents = documents.Where(d => d.UploadDate >= from);
        if (scope.Until is { } until) documents = documents.Where(d => d.UploadDate < until);
        var rows = await documents.OrderBy(d => d.UploadDate).ThenBy(d => d.Id).Select(d => new
        {
            Document = d, Category = d.Category!.Name, By = db.Users.Where(u => u.Id == d.UploaderId).Select(u => u.FirstName + " " + u.LastName).FirstOrDefault(),
            Learner = db.Learners.Where(l => l.Id == d.LearnerId).Select(l => l.FirstName + " " + l.LastName).FirstOrDefault(),
        }).ToListAsync(cancel);
        var cipher = await keys.FindAsync(id, cancel);
        return [.. rows.Where(r => scope.Sees(Permission.ExportRecords, r.Document.LearnerId))
            .Select(r => new DocumentInFile(r.Document, cipher is null ? null : DocumentDetails.Opened(r.Document, cipher), r.Category, r.By, r.Learner))];
    }
}
