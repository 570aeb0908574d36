using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Domain.Scheduling.Recurrence;

namespace TherapyCrm.Web.Commands.Demo;

/// <summary>A visit the demo booked.</summary>
public sealed record DemoVisit(long Id, Instant Start, Instant End);

/// <summary>Books the demo's regular hours as weekly series.</summary>
public sealed class DemoSeries(DemoOperations run)
{
    /// <summary>The same hour in each of so many weeks.</summary>
    public async Task<IReadOnlyList<DemoVisit>> BookAsync(Actor actor, BookingRequest first, int weeks, CancellationToken cancel)
    {
        var booked = await run.DoAsync((BookSeries book) => book.RunAsync(actor, new()
        {
            Booking = first,
            Rule = new()
            {
                Frequency = RecurrenceFrequency.Weekly,
                StartDate = first.Start.Date,
                StartTime = first.Start.TimeOfDay,
                DurationMinutes = first.Minutes!.Value,
                OccurrenceCount = weeks,
            },
        }, cancel));
        return [.. booked.Dates.Where(d => d.AppointmentId is not null).Select(d => new DemoVisit(d.AppointmentId!.Value, d.Plan.StartTime, d.Plan.EndTime))];
    }
}
