using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling.Recurrence;

namespace TherapyCrm.Domain.Scheduling.CommandLine;

/// <summary>Something that was understood in the line.</summary>
/// <param name="Text">The words it was understood from, as typed.</param>
internal abstract record Piece(string Text)
{
    /// <summary>It could be somebody's name as well ("Sam", "Mar", "Sun").</summary>
    public bool MayBeName { get; init; }

    /// <summary>What was taken for granted in reading it.</summary>
    public Problem? Assumption { get; init; }
}

internal enum Role { Client, Therapist, Room, Service, Free }

internal sealed record WordPiece(string Text) : Piece(Text);

/// <summary>"With", "room", "for": the next words name this.</summary>
internal sealed record RolePiece(string Text, Role Role) : Piece(Text);

/// <summary>"At", "on", "le": says nothing, if something understood follows.</summary>
internal sealed record FillerPiece(string Text) : Piece(Text);

internal sealed record DatePiece(string Text, LocalDate Date) : Piece(Text)
{
    /// <summary>Nothing but a day of the week was said; several of them can be the days of a weekly series.</summary>
    public bool IsWeekday { get; init; }
}

/// <summary>"Tue/thu", "mardi et jeudi": the days of a weekly series.</summary>
internal sealed record DaysPiece(string Text, IReadOnlyList<IsoDayOfWeek> Days) : Piece(Text);

internal sealed record TimePiece(string Text, LocalTime Time) : Piece(Text);

internal sealed record MinutesPiece(string Text, int Minutes) : Piece(Text);

/// <summary>"2–3pm".</summary>
internal sealed record SpanPiece(string Text, LocalTime Start, int Minutes) : Piece(Text);

/// <summary>A bare number: an hour or a length, to be told from the rest of the line.</summary>
internal sealed record NumberPiece(string Text, int Number) : Piece(Text)
{
    /// <summary>It stands right behind a date, as in "tue 2".</summary>
    public bool FollowsDate { get; init; }
}

internal sealed record RepeatPiece(string Text, RecurrenceFrequency Frequency, int Interval) : Piece(Text);

internal sealed record CountPiece(string Text, int Count) : Piece(Text);

internal sealed record UntilPiece(string Text, LocalDate Date) : Piece(Text);

internal sealed record PlacePiece(string Text, AppointmentPlace Place) : Piece(Text);

/// <summary>Understood well enough to know that it must be asked.</summary>
internal sealed record QuestionPiece(string Text, Problem Question) : Piece(Text);
