using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>A date of a series that waits for a time and place.</summary>
/// <param name="Problem">Why it waits, in English words without names; null when it was set aside by choice.</param>
public sealed record DateToPlace(
    long SeriesDateId, int Version, long SeriesId, LocalDate Date, long ClientId, string ClientName, string? Problem, BookingRequest Wanted);

/// <summary>Lists the dates of series that still have to be placed, so that none is forgotten.</summary>
public sealed class ToPlace(CrmDbContext db) : IOperation
{
    /// <summary>Those the actor may see, the nearest first.</summary>
    /// <param name="locationId">Only those wanted at a location.</param>
    public async Task<IReadOnlyList<DateToPlace>> ListAsync(Actor actor, long? locationId = null, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewAppointments);
        var clients = db.Clients.VisibleTo(db, actor, Permission.ViewAppointments);
        var rows = await (from d in db.SeriesDates.Where(d => d.Outcome == SeriesDateOutcome.ToPlace)
                          join c in clients on d.RecurrencePattern!.ClientId equals c.Id
                          orderby d.Date, d.Id
                          select new { d.Id, d.Version, d.RecurrencePatternId, d.Date, ClientId = c.Id, Name = c.FirstName + " " + c.LastName, d.Problem, d.Wanted }).ToListAsync(cancel);
        return [.. rows.Select(r => new DateToPlace(r.Id, r.Version, r.RecurrencePatternId, r.Date, r.ClientId, r.Name, r.Problem, WantedBooking.Read(r.Wanted!)))
            .Where(r => locationId is null || r.Wanted.LocationId == locationId)];
    }

    /// <summary>One of them, for booking or dropping it.</summary>
    internal static async Task<SeriesDate> OneAsync(CrmDbContext db, Actor actor, long id, CancellationToken cancel)
    {
        var date = await db.SeriesDates.Include(d => d.RecurrencePattern).FirstOrDefaultAsync(d => d.Id == id, cancel) ?? throw new NotFoundException();
        await db.Clients.AsNoTracking().GetAsync(db, actor, date.RecurrencePattern!.ClientId, Permission.BookAppointments, cancel);
        return date;
    }
}

/// <summary>Books a date of a series that waited on the list of dates to place.</summary>
public sealed class PlaceSeriesDate(CrmDbContext db, BookingDraft draft, PlaceAppointment place) : IOperation
{
    /// <summary>Which date, and how it is to be booked; null books it as it was wanted.</summary>
    public sealed record Request(long SeriesDateId, int? Version = null, BookingRequest? Booking = null);

    /// <inheritdoc cref="BookAppointment.RunAsync"/>
    public async Task<Outcome<Appointment>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.BookAppointments);
        if (await db.DoneBeforeAsync(actor, nameof(Appointment), cancel) is { } done)
            return await db.Appointments.FirstOrDefaultAsync(a => a.Id == done, cancel) ?? throw new NotFoundException();
        var date = await ToPlace.OneAsync(db, actor, request.SeriesDateId, cancel);
        if (request.Version is { } seen && seen != date.Version) return LostRace.Stale;
        if (date.Outcome != SeriesDateOutcome.ToPlace) return Problem.Invalid("", "This date is placed already.");
        var facts = await draft.LookUpAsync(actor, request.Booking ?? WantedBooking.Read(date.Wanted!), cancel);
        if (!facts.Succeeded) return Outcome<Appointment>.Failed(facts.Problems);
        if (facts.Value.Request.ClientId != date.RecurrencePattern!.ClientId) return Problem.Invalid("clientId", "This date belongs to another client.");
        var series = date.RecurrencePatternId;
        return await place.BookAsync(actor, facts.Value, () => Make(facts.Value, series, date.Date), cancel, a => SettleAsync(request.SeriesDateId, a, cancel));
    }

    private static Appointment Make(BookingFacts facts, long series, LocalDate date)
    {
        var appointment = BookAppointment.Make(facts);
        (appointment.IsRecurring, appointment.RecurrencePatternId, appointment.MovedByHand) = (true, series, facts.Request.Start.Date != date);
        return appointment;
    }

    private async Task SettleAsync(long id, Appointment appointment, CancellationToken cancel)
    {
        var date = await db.SeriesDates.SingleAsync(d => d.Id == id, cancel);
        if (date.Outcome != SeriesDateOutcome.ToPlace) throw new DbUpdateConcurrencyException("The date was placed in the meantime.");
        (date.Outcome, date.AppointmentId, date.Wanted, date.Problem) = (SeriesDateOutcome.Booked, appointment.Id, null, null);
    }
}

/// <summary>Drops a date of a series from the list of dates to place; it is recorded as skipped.</summary>
public sealed class SkipSeriesDate(CrmDbContext db) : IOperation
{
    /// <summary>Which date.</summary>
    public sealed record Request(long SeriesDateId, int? Version = null);

    /// <summary>Skips it.</summary>
    public async Task<Outcome<SeriesDate>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.BookAppointments);
        var date = await ToPlace.OneAsync(db, actor, request.SeriesDateId, cancel);
        if (request.Version is { } seen && seen != date.Version) return LostRace.Stale;
        if (date.Outcome == SeriesDateOutcome.Skipped) return date;
        if (date.Outcome != SeriesDateOutcome.ToPlace) return Problem.Invalid("", "This date is placed already.");
        (date.Outcome, date.Wanted) = (SeriesDateOutcome.Skipped, null);
        db.Audit(actor, "series.date-skipped", date, date.RecurrencePattern!.ClientId);
        return await db.SaveAsync(date, null, cancel);
    }
}
