using System.Text.Json;
using NodaTime.Text;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Where an appointment stood at one moment, as the history keeps it: ids, times and states, no names. All that a move can change is in it.</summary>
public sealed record AppointmentState(
    string Start, int Minutes, long TherapistId, long? RoomId, long LocationId, string Status, string? ArrivedAt,
    string? StartUtc = null, bool MovedByHand = false, int? Turnaround = null, bool TurnaroundForTherapist = false, string? OverbookReason = null, bool IsLateEntry = false)
{
    /// <summary>The state now.</summary>
    public static AppointmentState Of(Appointment a) => new(
        LocalDateTimePattern.GeneralIso.Format(a.LocalStart), a.DurationMinutes, a.TherapistId, a.RoomId, a.LocationId,
        StoredText.Of(a.Status), a.ArrivedAt is { } at ? InstantPattern.ExtendedIso.Format(at) : null,
        InstantPattern.ExtendedIso.Format(a.StartTime), a.MovedByHand, a.TurnaroundMinutes, a.TurnaroundForTherapist, a.OverbookReason, a.IsLateEntry);

    /// <summary>As it is stored.</summary>
    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>Back from the store.</summary>
    public static AppointmentState FromJson(string json) => JsonSerializer.Deserialize<AppointmentState>(json)!;

    /// <summary>The line of history for a change; <paramref name="before"/> is null for a new appointment.</summary>
    public static ScheduleChange Change(Actor actor, string action, Appointment a, AppointmentState? before) => new()
    {
        At = actor.Now,
        UserId = actor.UserId,
        Action = action,
        AppointmentId = a.Id,
        ClientId = a.ClientId,
        LocationId = a.LocationId,
        Day = a.LocalStart.Date,
        DayBefore = before is null ? null : LocalDateTimePattern.GeneralIso.Parse(before.Start).Value.Date is var day && day != a.LocalStart.Date ? day : null,
        Before = before?.ToJson(),
        After = Of(a).ToJson(),
    };
}
