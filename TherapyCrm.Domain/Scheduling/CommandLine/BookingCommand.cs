using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling.Recurrence;

namespace TherapyCrm.Domain.Scheduling.CommandLine;

/// <summary>What a line such as "book sar cho, lee, tue 2pm, 50, weekly x10" asks for, before anybody's name has been looked up.</summary>
public sealed record BookingCommand
{
    /// <summary>Words that name the client: the first part of the line, as typed.</summary>
    public string? Client { get; init; }

    /// <summary>Words after "with".</summary>
    public string? Therapist { get; init; }

    /// <summary>Words around "room".</summary>
    public string? Room { get; init; }

    /// <summary>Words after "for" or "service".</summary>
    public string? Service { get; init; }

    /// <summary>The day, when one was said.</summary>
    public LocalDate? Date { get; init; }

    /// <summary>Wall-clock start, when one was said.</summary>
    public LocalTime? Time { get; init; }

    /// <summary>Length, when one was said.</summary>
    public int? Minutes { get; init; }

    /// <summary>How it repeats, when it does.</summary>
    public BookingRepeat? Repeat { get; init; }

    /// <summary>Days of the week of a weekly series, in order, when several were said.</summary>
    public IReadOnlyList<IsoDayOfWeek> Days { get; init; } = [];

    /// <summary>Online or at the client's home, when one was said; neither needs a room.</summary>
    public AppointmentPlace? Place { get; init; }

    /// <summary>Parts that say nothing by themselves, in order: the caller looks for a therapist, room, service or client of that name.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Warnings at a field: what was taken for granted, to be shown in the preview.</summary>
    public IReadOnlyList<Problem> Assumptions { get; init; } = [];

    /// <summary>What has two meanings or none and was therefore left open; must be answered before saving.</summary>
    public IReadOnlyList<Problem> Questions { get; init; } = [];

    /// <summary>Reads a line, typed in English, French or both.</summary>
    /// <param name="today">The location's current date: "tomorrow" counts from it.</param>
    public static BookingCommand Parse(string? line, LocalDate today) => CommandDraft.Read(line ?? "", today);

    /// <summary>The line that reads back as this command; names that could be misread are put in quotes.</summary>
    public string ToLine() => CommandText.Of(this);
}

/// <summary>How a booking repeats, as far as the line says so.</summary>
/// <param name="Interval">Every so many days, weeks or months; at least 1.</param>
/// <param name="Count">How many appointments.</param>
/// <param name="Until">Last date.</param>
public sealed record BookingRepeat(RecurrenceFrequency Frequency, int Interval, int? Count, LocalDate? Until);
