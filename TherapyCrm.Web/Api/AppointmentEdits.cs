using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Web.Api;

/// <summary>Carries an edit of an appointment through: what it should be, and how it went.</summary>
public sealed class AppointmentEdits(
    EditAppointment editAppointment, ConfirmAppointment confirmAppointment, CompleteAppointment completeAppointment, MarkMissed markMissed, LocationClock clock)
{
    private static readonly string[] NotTheBooking = ["status", "version", "allowOutsideHours", "overbookReason"];

    /// <summary>Edits the booking when the body names anything of it, then its status.</summary>
    public async Task<Outcome<Appointment>> RunAsync(
        Actor actor, long id, int seen, Changes<AppointmentEditJson> changes, AppointmentEditJson wanted, AppointmentRow now, CancellationToken cancel)
    {
        var status = wanted.Status is { } s && s != now.Status ? s : (AppointmentStatus?)null;
        if (status is AppointmentStatus.Cancelled or AppointmentStatus.Scheduled) return Problem.Invalid("status", "The status cannot be set to this here.");
        var isBooking = changes.Sent!.Any(p => !NotTheBooking.Contains(p.Key)) || status is null;
        var outcome = isBooking ? await EditAsync(actor, id, seen, changes, wanted, now, cancel) : null;
        if (outcome is { Succeeded: false } || status is not { } next) return outcome!;
        return await SetAsync(actor with { CommandId = null }, new(id, outcome?.Value?.Version ?? seen), next, cancel);
    }

    private async Task<Outcome<Appointment>> EditAsync(
        Actor actor, long id, int seen, Changes<AppointmentEditJson> changes, AppointmentEditJson wanted, AppointmentRow now, CancellationToken cancel)
    {
        if (changes.Has("startTime") && !changes.Has("endTime")) wanted = wanted with { EndTime = null };
        if (changes.Has("roomId") && !changes.Has("place")) wanted = wanted with { Place = wanted.RoomId is null && now.RoomId is null ? wanted.Place : null };
        if (wanted.CheckTimes() is { Count: > 0 } wrong) return Outcome<Appointment>.Failed(wrong);
        var minutes = (int)(now.EndTime - now.StartTime).TotalMinutes;
        var request = wanted.ToRequest(await clock.ZoneAsync(actor, wanted.LocationId, cancel), minutes);
        return await editAppointment.RunAsync(actor, new(id, seen, request), cancel);
    }

    private Task<Outcome<Appointment>> SetAsync(Actor actor, AppointmentRef which, AppointmentStatus status, CancellationToken cancel) => status switch
    {
        AppointmentStatus.Confirmed => confirmAppointment.RunAsync(actor, which, cancel),
        AppointmentStatus.Completed => completeAppointment.RunAsync(actor, which, cancel),
        _ => markMissed.RunAsync(actor, which, cancel),
    };
}
