using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>What a therapist who leaves would leave behind.</summary>
public sealed record ToHandOver(string Name, int Clients, int Drafts, IReadOnlyList<Choice> Successors);

/// <summary>Hands a leaving therapist's clients and unsigned drafts to another in one step; what was signed stays under the name of who signed it.</summary>
public sealed class HandOver(CrmDbContext db, ProfileHistory history) : IOperation
{
    /// <summary>How much there is, and who could take it.</summary>
    public async Task<ToHandOver> LookAsync(Actor actor, long fromId, CancellationToken cancel = default)
    {
        MustManage(actor);
        var name = await db.Users.Where(u => u.Id == fromId).Select(u => u.FirstName + " " + u.LastName).FirstOrDefaultAsync(cancel) ?? throw new NotFoundException();
        return new(name, await Clients(fromId).CountAsync(cancel), await Drafts(fromId).CountAsync(cancel) + await Assessments(fromId).CountAsync(cancel), await db.Users.AsNoTracking().Where(u => u.IsActive && u.IsBookable && u.Id != fromId)
            .OrderBy(u => u.LastName).ThenBy(u => u.FirstName).ThenBy(u => u.Id).Select(u => new Choice(u.Id, u.FirstName + " " + u.LastName)).Take(200).ToListAsync(cancel));
    }

    /// <returns>How many clients were handed over; or why not.</returns>
    public async Task<Outcome<int>> RunAsync(Actor actor, long fromId, long? toId, CancellationToken cancel = default)
    {
        MustManage(actor);
        if (!await db.Users.AnyAsync(u => u.Id == fromId, cancel)) throw new NotFoundException();
        if (toId is not { } heir || heir == fromId || !await db.Users.AnyAsync(u => u.Id == heir && u.IsActive && u.IsBookable, cancel)) return Problem.Invalid("ToId", "Please choose who takes over.");
        var clients = await Clients(fromId).ToListAsync(cancel);
        foreach (var client in clients)
        {
            client.TherapistId = heir;
            await history.RecordAsync(actor, "client.handed_over", client, [], cancel: cancel);
            db.Audit(actor, "client.handed_over", client, client.Id, "therapistId");
        }
        foreach (var note in await Drafts(fromId).ToListAsync(cancel))
        {
            var key = note.AppointmentId is { } visit ? StartNote.VisitKey(visit, note.ClientId, note.LearnerId, heir) : null;
            (note.AuthorId, note.VisitKey) = (heir, await db.SessionNotes.AnyAsync(n => n.VisitKey == key, cancel) ? null : key);
            db.Audit(actor, "note.draft_handed_over", note);
        }
        foreach (var assessment in await Assessments(fromId).ToListAsync(cancel))
        {
            assessment.AuthorId = heir;
            db.Audit(actor, "assessment.draft_handed_over", assessment);
        }
        var drafted = Drafts(fromId).Select(n => n.Id);
        return await db.InOneSaveAsync(() => db.NoteDrafts.Where(d => d.UserId == fromId && drafted.Contains(d.NoteId)).ExecuteUpdateAsync(u => u.SetProperty(d => d.UserId, heir), cancel), clients.Count, null, cancel);
    }

    // Whoever decides who reads a client's notes has to be able to decide it for all.
    private static void MustManage(Actor actor)
    {
        actor.MustHave(Permission.ManageUsers);
        if (actor.ReachOf(Permission.EditClients) != Reach.Any) throw new ForbiddenException();
    }

    private IQueryable<Client> Clients(long therapist) => db.Clients.Where(c => c.TherapistId == therapist && c.Status != ClientStatus.Archived);

    private IQueryable<Assessment> Assessments(long author) => db.Assessments.Where(a => a.AuthorId == author && a.Status == AssessmentStatus.Draft && a.DiscardedAt == null);

    private IQueryable<SessionNote> Drafts(long author) => db.SessionNotes.Where(n => n.AuthorId == author && n.Status == NoteStatus.Draft && n.DiscardedAt == null);
}
