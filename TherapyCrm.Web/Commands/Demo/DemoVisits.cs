using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Web.Commands.Demo;

/// <summary>What became of the demo's visits: held, missed, cancelled, confirmed, arrived.</summary>
public sealed class DemoVisits(DemoOperations run)
{
    private static readonly Duration Soon = Duration.FromDays(3);

    /// <summary>Settles those that are over, confirms some of those to come, and lets the next ones arrive.</summary>
    public async Task SettleAsync(Actor actor, IReadOnlyList<DemoVisit> booked, CancellationToken cancel)
    {
        foreach (var (visit, i) in booked.OrderBy(v => v.Start).Select((v, i) => (v, i)))
        {
            var it = new AppointmentRef(visit.Id);
            if (i % 17 == 4) await CancelAsync(actor, visit, i, cancel);
            else if (visit.End < actor.Now) await OverAsync(actor, it, i % 19 == 7, cancel);
            else if (visit.Start < actor.Now) await run.DoAsync((MarkArrived mark) => mark.RunAsync(actor, it, cancel));
            else if (visit.Start < actor.Now + Soon && i % 3 != 0) await run.DoAsync((ConfirmAppointment confirm) => confirm.RunAsync(actor, it, cancel));
        }
    }

    private Task<Appointment> OverAsync(Actor actor, AppointmentRef it, bool isMissed, CancellationToken cancel) => isMissed
        ? run.DoAsync((MarkMissed mark) => mark.RunAsync(actor, it, cancel))
        : run.DoAsync((CompleteAppointment complete) => complete.RunAsync(actor, it, cancel));

    private Task<Cancellation> CancelAsync(Actor actor, DemoVisit visit, int i, CancellationToken cancel) => run.DoAsync((CancelAppointment operation) => operation.RunAsync(actor, new()
    {
        AppointmentId = visit.Id,
        Reason = i % 2 == 0 ? "Illness" : "Changed plans",
        CancelledBy = i % 4 == 0 ? CancelledBy.Practice : CancelledBy.Client,
    }, cancel));
}
