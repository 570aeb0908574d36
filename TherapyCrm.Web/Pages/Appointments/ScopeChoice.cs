using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Web.Pages.Appointments;

/// <summary>How much of a series a change or cancellation is about, with how many appointments each choice touches.</summary>
/// <param name="LeftAlone">Occurrences to come that stay as they are unless picked.</param>
public sealed record ScopeChoice(int Following, int All, IReadOnlyList<SeriesOccurrence> LeftAlone)
{
    /// <summary>The choices around an appointment of a series; null when it is not part of one.</summary>
    public static async Task<ScopeChoice?> OfAsync(SeriesOccurrences occurrences, Actor actor, AppointmentView view, CancellationToken cancel)
    {
        if (view.PartOf is null) return null;
        var following = await occurrences.GetAsync(actor, view.Appointment.Id, SeriesScope.Following, cancel: cancel);
        var all = await occurrences.GetAsync(actor, view.Appointment.Id, SeriesScope.All, cancel: cancel);
        var left = all.UnionBy(following, o => o.AppointmentId).Where(o => o.LeftAlone == Domain.Scheduling.LeftAlone.MovedByHand).OrderBy(o => o.StartTime);
        return new(following.Count(o => o.Changes), all.Count(o => o.Changes), [.. left]);
    }
}
