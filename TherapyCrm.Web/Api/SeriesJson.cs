using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using NodaTime;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Domain.Scheduling.Recurrence;

namespace TherapyCrm.Web.Api;

/// <summary>A day of the week.</summary>
public enum WeekdayJson { Mon = 1, Tue, Wed, Thu, Fri, Sat, Sun }

/// <summary>What happens to dates with a problem.</summary>
public enum OnConflictJson
{
    /// <summary>Nothing is saved; the dates are reported.</summary>
    [JsonStringEnumMemberName("report")] Report,

    /// <summary>They are left out, recorded as skipped.</summary>
    [JsonStringEnumMemberName("skip")] Skip,

    /// <summary>They go on the list of dates to place.</summary>
    [JsonStringEnumMemberName("place")] Place,
}

/// <summary>What became of a date.</summary>
public enum OccurrenceOutcome { Booked, Conflict, Skipped, [JsonStringEnumMemberName("TO_PLACE")] ToPlace }

/// <summary>A series: what each appointment is, and when it repeats.</summary>
public sealed record SeriesWriteJson
{
    [Required] public RecurrenceFrequency? Frequency { get; init; }

    /// <summary>Every so many days, weeks, fortnights or months; 1 when left out.</summary>
    public int? Interval { get; init; }
    public IReadOnlyList<WeekdayJson>? DaysOfWeek { get; init; }

    /// <summary>1 to 31, for MONTHLY.</summary>
    public int? DayOfMonth { get; init; }

    /// <summary>For MONTHLY instead of a day of the month: the first (1) to fifth (5) or last (-1) day of the week.</summary>
    public int? Nth { get; init; }

    /// <summary>The day of the week that nth counts.</summary>
    public WeekdayJson? Day { get; init; }

    /// <summary>May be left out for CUSTOM.</summary>
    public LocalDate? StartDate { get; init; }

    /// <summary>Local time of every occurrence, HH:mm.</summary>
    [Required] public LocalTime? StartTime { get; init; }

    /// <summary>Left out: the service's length.</summary>
    public int? DurationMinutes { get; init; }
    public LocalDate? EndDate { get; init; }
    public int? OccurrenceCount { get; init; }

    /// <summary>The dates, for CUSTOM.</summary>
    public IReadOnlyList<LocalDate>? Dates { get; init; }

    /// <summary>report when left out.</summary>
    public OnConflictJson? OnConflict { get; init; }
    public string? Title { get; init; }
    [Required] public long? ClientId { get; init; }
    public long? LearnerId { get; init; }
    [Required] public long? TherapistId { get; init; }
    [Required] public long? LocationId { get; init; }
    public long? RoomId { get; init; }
    public AppointmentPlace? Place { get; init; }
    public string? Location { get; init; }
    public long? ServiceCodeId { get; init; }
    public string? Notes { get; init; }
    public IReadOnlyList<StaffJson>? Staff { get; init; }
    public IReadOnlyList<EquipmentUseJson>? Equipment { get; init; }
    public bool? IsGroupSession { get; init; }
    public int? MaxParticipants { get; init; }
    public IReadOnlyList<ParticipantRefJson>? Participants { get; init; }
    public bool? AllowOutsideHours { get; init; }

    /// <summary>The rule of the domain.</summary>
    public RecurrenceRule ToRule(int minutes) => new()
    {
        Frequency = Frequency!.Value, Interval = Interval ?? 1, DaysOfWeek = [.. (DaysOfWeek ?? []).Select(d => (IsoDayOfWeek)d)],
        DayOfMonth = DayOfMonth, Nth = Nth, Day = Day is { } day ? (IsoDayOfWeek)day : null,
        StartDate = StartDate ?? (Dates is { Count: > 0 } dates ? dates.Min() : default), StartTime = StartTime!.Value, DurationMinutes = minutes,
        EndDate = EndDate, OccurrenceCount = OccurrenceCount, Dates = Dates ?? [],
    };

    /// <summary>What each appointment is.</summary>
    public BookingRequest ToBooking(LocalDateTime start) => new()
    {
        Title = Title, Start = start, ClientId = ClientId!.Value, LearnerId = LearnerId, TherapistId = TherapistId!.Value, LocationId = LocationId!.Value, RoomId = RoomId,
        Place = Place ?? (RoomId is null ? AppointmentPlace.Online : AppointmentPlace.Practice), PlaceNote = Location, ServiceCodeId = ServiceCodeId, Notes = Notes,
        Staff = [.. (Staff ?? []).Select(s => new StaffWanted(s.UserId, s.Role))],
        Equipment = [.. (Equipment ?? []).Select(e => new EquipmentWanted(e.EquipmentId, e.Quantity))],
        IsGroupSession = IsGroupSession ?? false, MaxParticipants = MaxParticipants,
        Participants = [.. (Participants ?? []).Select(p => new ParticipantWanted(p.ClientId!.Value, p.LearnerId))],
        AllowOutsideHours = AllowOutsideHours ?? false,
    };
}

/// <summary>One date of a series and what became of it.</summary>
/// <param name="Outcome">Null for a date that is free but was not booked, because others have a problem.</param>
public sealed record OccurrenceJson(
    OffsetDateTime StartTime, OffsetDateTime EndTime, OccurrenceOutcome? Outcome, long? AppointmentId, IReadOnlyList<ConflictJson> Conflicts, IReadOnlyList<WarningJson> Warnings);

/// <summary>What became of a series.</summary>
public sealed record SeriesJson(long SeriesId, IReadOnlyList<OccurrenceJson> Occurrences);
