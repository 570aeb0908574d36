using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>The client a screen is about, as its head names it (domain.md §6), and how the client was booked last.</summary>
public sealed record BookedClient(long Id, string Name, string FileNumber, LocalDate? DateOfBirth, string? SafetyAlert, string? CustodyAlert, bool RequiresInterpreter)
{
    /// <summary>Learners who can be booked.</summary>
    public IReadOnlyList<BookingOptions.Named> Learners { get; init; } = [];

    /// <summary>The therapist in charge.</summary>
    public long? TherapistId { get; init; }

    /// <summary>Minutes that the client's file says; null where it says nothing.</summary>
    public int? UsualMinutes { get; init; }

    /// <summary>The latest appointment that was not a group's; null for a client who was never booked.</summary>
    public Last? Before { get; init; }

    /// <summary>How it was.</summary>
    public sealed record Last(long? ServiceCodeId, int Minutes, long TherapistId, long? LearnerId, AppointmentPlace Place);
}

/// <summary>Looks up how a client is usually booked, so that the desk types only what differs; the look is on record.</summary>
public sealed class UsualBooking(CrmDbContext db, ReadLog reads) : IOperation
{
    /// <summary>The client with the latest booking.</summary>
    /// <exception cref="NotFoundException">The client is out of the actor's sight.</exception>
    public async Task<BookedClient> RunAsync(Actor actor, long clientId, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.BookAppointments);
        var client = await db.Clients.GetAsync(db, actor, clientId, Permission.ViewClients, cancel);
        await reads.OneAsync(actor, "client.read-to-book", clientId, clientId, cancel);
        var learners = await db.Learners.VisibleTo(db, actor, Permission.ViewClients).Where(l => l.ClientId == clientId)
            .OrderBy(l => l.FirstName).Select(l => new BookingOptions.Named(l.Id, l.FirstName + " " + l.LastName)).ToListAsync(cancel);
        var last = await db.Appointments.VisibleTo(db, actor, Permission.ViewAppointments)
            .Where(a => a.ClientId == clientId && !a.IsGroupSession && a.Status != AppointmentStatus.Cancelled).OrderByDescending(a => a.StartTime)
            .Select(a => new BookedClient.Last(a.ServiceCodeId, a.DurationMinutes, a.TherapistId, a.LearnerId, a.Place)).FirstOrDefaultAsync(cancel);
        return new BookedClient(client.Id, client.FullName, client.FileNumber, client.DateOfBirth, client.SafetyAlert, client.CustodyAlert, client.RequiresInterpreter)
        {
            Learners = learners,
            TherapistId = client.TherapistId,
            UsualMinutes = client.DefaultDuration,
            Before = last,
        };
    }
}
