using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Clients;

/// <summary>A learner with its age and instructor.</summary>
public sealed record LearnerRow(Learner Learner, int? Age, string? Instructor);

/// <summary>Everything the desk keeps about a client.</summary>
/// <param name="Type">What the client shows: the built-in "Inactive" while the status says so.</param>
public sealed record ClientFile(ClientHeading Head, Client Client, IReadOnlyList<LearnerRow> Learners, IReadOnlyList<Contact> Contacts, ClientType? Type, bool MayEdit, bool MayArchive);

/// <summary>Opens a client's file, with its contacts and those of its learners one may see.</summary>
public sealed class ClientPage(CrmDbContext db, PracticeDay practiceDay, ClientTypes types, ReadLog reads)
{
    /// <summary>The file; the look is on record.</summary>
    /// <exception cref="NotFoundException">The client does not exist, or is out of the actor's sight.</exception>
    public async Task<ClientFile> RunAsync(Actor actor, long clientId, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewClients);
        var client = await db.Clients.AsNoTracking().Include(c => c.Guardians.OrderBy(g => g.Position)).GetAsync(db, actor, clientId, Permission.ViewClients, cancel);
        var contacts = await db.Contacts.AsNoTracking().Where(c => c.ClientId == clientId).OrderBy(c => c.LastName).ThenBy(c => c.FirstName).ThenBy(c => c.Id).ToListAsync(cancel);
        var today = await practiceDay.OfAsync(actor.Now, cancel);
        var learners = await LearnersAsync(actor, clientId, today, cancel);
        var therapist = await db.Users.Where(u => u.Id == client.TherapistId).Select(u => u.FirstName + " " + u.LastName).FirstOrDefaultAsync(cancel);
        var (mayEdit, mayArchive) = (await MayAsync(actor, clientId, Permission.EditClients, cancel), await MayAsync(actor, clientId, Permission.ArchiveClients, cancel));
        var type = await types.OfAsync(client, cancel);
        var badge = type is null or { IsBuiltIn: true } ? null : new ClientTypeBadge(type.Id, type.Name, type.Colour);
        await reads.OneAsync(actor, "client.read", client.Id, client.Id, cancel);
        return new(ClientHead.Of(client, therapist, badge, today), client, learners, contacts, type, mayEdit, mayArchive);
    }

    /// <summary>One learner of the client, for its form.</summary>
    /// <exception cref="NotFoundException">It does not exist, belongs to another client, or is out of sight.</exception>
    public async Task<Learner> LearnerAsync(Actor actor, long clientId, long learnerId, CancellationToken cancel = default) =>
        await db.Learners.AsNoTracking().Where(l => l.ClientId == clientId).GetAsync(db, actor, learnerId, Permission.EditClients, cancel);

    /// <summary>One contact of the client, for its form.</summary>
    /// <exception cref="NotFoundException">It does not exist, belongs to another client, or is out of sight.</exception>
    public async Task<Contact> ContactAsync(Actor actor, long clientId, long contactId, CancellationToken cancel = default)
    {
        var client = await db.Clients.AsNoTracking().GetAsync(db, actor, clientId, Permission.EditClients, cancel);
        return await db.Contacts.AsNoTracking().FirstOrDefaultAsync(c => c.Id == contactId && c.ClientId == client.Id, cancel) ?? throw new NotFoundException();
    }

    private async Task<bool> MayAsync(Actor actor, long clientId, Permission permission, CancellationToken cancel) =>
        actor.May(permission) && await db.Clients.Where(c => c.Id == clientId).VisibleTo(db, actor, permission).AnyAsync(cancel);

    private async Task<List<LearnerRow>> LearnersAsync(Actor actor, long clientId, LocalDate today, CancellationToken cancel)
    {
        var rows = await db.Learners.AsNoTracking().Where(l => l.ClientId == clientId).VisibleTo(db, actor, Permission.ViewClients)
            .OrderBy(l => l.FirstName).ThenBy(l => l.Id)
            .Select(l => new { Learner = l, Instructor = db.Users.Where(u => u.Id == l.InstructorId).Select(u => u.FirstName + " " + u.LastName).FirstOrDefault() })
            .ToListAsync(cancel);
        return rows.ConvertAll(r => new LearnerRow(r.Learner, Ages.On(r.Learner.DateOfBirth, today), r.Instructor));
    }
}
