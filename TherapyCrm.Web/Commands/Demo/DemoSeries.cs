using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Web.Commands.Demo;

/// <summary>Books the demo's regular hours.</summary>
public sealed class DemoSeries(DemoOperations run)
{
    /// <summary>The same hour in each of so many weeks.</summary>
    public async Task<IReadOnlyList<Appointment>> BookAsync(Actor actor, BookingRequest first, int weeks, CancellationToken cancel)
    {
        var booked = new List<Appointment>();
        foreach (var week in Enumerable.Range(0, weeks))
            booked.Add(await run.DoAsync((BookAppointment book) => book.RunAsync(actor, first with { Start = first.Start.PlusWeeks(week) }, cancel)));
        return booked;
    }
}
