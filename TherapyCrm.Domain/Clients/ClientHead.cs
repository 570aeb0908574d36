using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Clients;

/// <summary>The person a screen is about: who it is, and what one must know before anything else.</summary>
public sealed record ClientHeading(
    long Id, int Version, string FirstName, string LastName, string? Pronouns, string FileNumber, LocalDate? DateOfBirth, int? Age, ClientStatus Status,
    Priority Priority, LanguageCode Language, bool RequiresInterpreter, string? SafetyAlert, string? CustodyAlert, bool? MayLeaveMessage, string? Therapist, ClientTypeBadge? Type)
{
    /// <summary>First and last name.</summary>
    public string FullName => $"{FirstName} {LastName}";
}

/// <summary>The head of every screen about a client; reading it puts on file who looked.</summary>
public sealed class ClientHead(CrmDbContext db, PracticeDay practiceDay, ReadLog reads)
{
    /// <summary>The heading.</summary>
    /// <param name="action">What the log calls this look.</param>
    /// <exception cref="NotFoundException">The client does not exist, or is out of the actor's sight.</exception>
    public async Task<ClientHeading> RunAsync(Actor actor, long clientId, string action = "client.read", CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewClients);
        var client = await db.Clients.AsNoTracking().GetAsync(db, actor, clientId, Permission.ViewClients, cancel);
        var head = await OfAsync(db, client, await practiceDay.OfAsync(actor.Now, cancel), cancel);
        await reads.OneAsync(actor, action, client.Id, client.Id, cancel);
        return head;
    }

    /// <summary>The heading of a client that was read already; none of its type while inactive, which the status says.</summary>
    internal static async Task<ClientHeading> OfAsync(CrmDbContext db, Client client, LocalDate today, CancellationToken cancel)
    {
        var type = client.Status == ClientStatus.Inactive ? null : client.ClientTypeId;
        var around = await (from c in db.Clients
                            where c.Id == client.Id
                            join u in db.Users on c.TherapistId equals (long?)u.Id into therapists
                            from u in therapists.DefaultIfEmpty()
                            join t in db.ClientTypes on type equals (long?)t.Id into types
                            from t in types.DefaultIfEmpty()
                            select new { Therapist = u == null ? null : u.FirstName + " " + u.LastName, Type = t == null ? null : new ClientTypeBadge(t.Id, t.Name, t.Colour) }).FirstAsync(cancel);
        return Of(client, around.Therapist, around.Type, today);
    }

    internal static ClientHeading Of(Client c, string? therapist, ClientTypeBadge? type, LocalDate today) => new(
        c.Id, c.Version, c.FirstName, c.LastName, c.Pronouns, c.FileNumber, c.DateOfBirth, Ages.On(c.DateOfBirth, today), c.Status,
        c.Priority, c.PreferredLanguage, c.RequiresInterpreter, c.SafetyAlert, c.CustodyAlert, c.MayLeaveMessage, therapist, type);
}
