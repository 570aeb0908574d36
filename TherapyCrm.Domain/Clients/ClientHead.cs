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
        var therapist = client.TherapistId is { } id
            ? await db.Users.Where(u => u.Id == id).Select(u => u.FirstName + " " + u.LastName).FirstOrDefaultAsync(cancel)
            : null;
        var today = await practiceDay.OfAsync(actor.Now, cancel);
        var type = await TypeAsync(db, client, cancel);
        await reads.OneAsync(actor, action, client.Id, client.Id, cancel);
        return Of(client, therapist, type, today);
    }

    internal static ClientHeading Of(Client c, string? therapist, ClientTypeBadge? type, LocalDate today) => new(
        c.Id, c.Version, c.FirstName, c.LastName, c.Pronouns, c.FileNumber, c.DateOfBirth, Ages.On(c.DateOfBirth, today), c.Status,
        c.Priority, c.PreferredLanguage, c.RequiresInterpreter, c.SafetyAlert, c.CustodyAlert, c.MayLeaveMessage, therapist, type);

    /// <summary>The badge of the client's own type; none while inactive, which the status says.</summary>
    internal static Task<ClientTypeBadge?> TypeAsync(CrmDbContext db, Client client, CancellationToken cancel) => client.Status == ClientStatus.Inactive
        ? Task.FromResult<ClientTypeBadge?>(null)
        : db.ClientTypes.Where(t => t.Id == client.ClientTypeId).Select(t => new ClientTypeBadge(t.Id, t.Name, t.Colour)).FirstOrDefaultAsync(cancel);
}
