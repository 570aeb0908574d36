using System.Globalization;
using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Http;

namespace TherapyCrm.Web.Pages.Appointments;

/// <summary>Where an appointment shall go, as typed so far.</summary>
public sealed class MoveForm
{
    public string? Date { get; set; }
    public string? StartTime { get; set; }
    public int? DurationMinutes { get; set; }
    public long? TherapistId { get; set; }
    public long? RoomId { get; set; }
    public int? Version { get; set; }
    public bool AllowOutsideHours { get; set; }
    public string? OverbookReason { get; set; }
    public SeriesScope Scope { get; set; }
    public List<long> Picked { get; set; } = [];
    public List<Decision> Decisions { get; set; } = [];

    /// <summary>What happens to one occurrence whose new time or place is taken.</summary>
    public sealed class Decision
    {
        public long AppointmentId { get; set; }

        /// <summary><c>keep</c> where it was, <c>aside</c>, or <c>room:5</c>.</summary>
        public string? Choice { get; set; }
    }

    /// <summary>The request for a readable form.</summary>
    public MoveAppointment.Request ToRequest(long id, LocalDateTime start) => new()
    {
        AppointmentId = id,
        Version = Version,
        Start = start,
        Minutes = DurationMinutes,
        TherapistId = TherapistId,
        RoomId = RoomId,
        AllowOutsideHours = AllowOutsideHours,
        OverbookReason = TypedText.Kept(OverbookReason),
    };

    /// <summary>The request for more of the series: only what differs from the appointment changes.</summary>
    public SeriesChangeRequest ToSeriesRequest(Appointment now) => new()
    {
        AppointmentId = now.Id,
        Version = Version,
        Scope = Scope,
        Time = UrlDates.Time(StartTime) is { } time && time != now.LocalStart.TimeOfDay ? time : null,
        DayShift = UrlDates.Day(Date) is { } day ? Period.DaysBetween(now.LocalStart.Date, day) : 0,
        Minutes = DurationMinutes != now.DurationMinutes ? DurationMinutes : null,
        TherapistId = TherapistId != now.TherapistId ? TherapistId : null,
        RoomId = RoomId != now.RoomId ? RoomId : null,
        AllowOutsideHours = AllowOutsideHours,
        Picked = Picked,
        Decisions = [.. Decisions.Select(ToDecision).OfType<SeriesChangeDecision>()],
    };

    private static SeriesChangeDecision? ToDecision(Decision chosen) => chosen.Choice switch
    {
        "keep" => new(chosen.AppointmentId, OnChangeConflict.Keep),
        "aside" => new(chosen.AppointmentId, OnChangeConflict.SetAside),
        { } room when room.StartsWith("room:", StringComparison.Ordinal) && long.TryParse(room[5..], NumberStyles.None, CultureInfo.InvariantCulture, out var id) =>
            new(chosen.AppointmentId, OnChangeConflict.Report) { RoomId = id },
        _ => null,
    };
}
