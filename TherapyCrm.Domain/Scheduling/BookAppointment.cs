using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Puts an appointment on the board, unless a person, room or device it needs is taken.</summary>
public sealed class BookAppointment(CrmDbContext db, BookingDraft draft, PlaceAppointment place) : IOperation
{
    /// <summary>Books it; a second press of the same button answers with the first one's appointment.</summary>
    /// <returns>The appointment; or what is wrong (422), in the way (409 with <see cref="ConflictDetail"/>) or to be confirmed.</returns>
    public async Task<Outcome<Appointment>> RunAsync(Actor actor, BookingRequest request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.BookAppointments);
        if (await db.DoneBeforeAsync(actor, nameof(Appointment), cancel) is { } done)
            return await db.Appointments.FirstOrDefaultAsync(a => a.Id == done, cancel) ?? throw new NotFoundException();
        var facts = await draft.LookUpAsync(actor, request, cancel);
        if (!facts.Succeeded) return Outcome<Appointment>.Failed(facts.Problems);
        return await place.BookAsync(actor, facts.Value, () => Make(facts.Value), cancel);
    }

    /// <summary>The appointment, before it is placed.</summary>
    internal static Appointment Make(BookingFacts facts)
    {
        var appointment = new Appointment
        {
            Title = facts.Title,
            ClientId = facts.Request.ClientId,
            TherapistId = facts.Request.TherapistId,
            LocationId = facts.Location.Id,
        };
        AppointmentFields.Fill(appointment, facts);
        return appointment;
    }
}
