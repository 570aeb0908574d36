using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>A whole series: its rule and what became of each date.</summary>
public sealed record SeriesView(RecurrencePattern Pattern, BookedClient Client, IReadOnlyList<SeriesView.Row> Dates)
{
    /// <summary>One date; the appointment's own values once it is booked.</summary>
    public sealed record Row(
        long Id, int Version, LocalDate Date, SeriesDateOutcome Outcome, string? Problem, long? AppointmentId, LocalDateTime? Start, AppointmentStatus? Status, bool MovedByHand, string? Room);
}

/// <summary>Reads a series with every date, those skipped and still to place included.</summary>
public sealed class SeriesDetails(CrmDbContext db, ReadLog reads) : IOperation
{
    /// <summary>The series, in order of its dates.</summary>
    /// <exception cref="NotFoundException">It does not exist, or its client is out of sight.</exception>
    public async Task<SeriesView> RunAsync(Actor actor, long id, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewAppointments);
        var pattern = await db.RecurrencePatterns.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, cancel) ?? throw new NotFoundException();
        var client = await db.Clients.VisibleTo(db, actor, Permission.ViewAppointments).Where(c => c.Id == pattern.ClientId)
            .Select(c => new BookedClient(c.Id, c.FirstName + " " + c.LastName, c.FileNumber, c.DateOfBirth, c.SafetyAlert, c.CustodyAlert, c.RequiresInterpreter))
            .FirstOrDefaultAsync(cancel) ?? throw new NotFoundException();
        await reads.OneAsync(actor, "series.read", id, client.Id, cancel);
        var rows = await db.SeriesDates.Where(d => d.RecurrencePatternId == id).OrderBy(d => d.Date)
            .Select(d => new SeriesView.Row(d.Id, d.Version, d.Date, d.Outcome, d.Problem, d.AppointmentId, d.Appointment!.LocalStart, d.Appointment.Status,
                d.Appointment != null && d.Appointment.MovedByHand, d.Appointment!.Room!.Name)).ToListAsync(cancel);
        return new(pattern, client, rows);
    }
}
