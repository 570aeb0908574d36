using System.Text.RegularExpressions;
using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Scheduling.CommandLine;

/// <summary>Finds a time or a length: "2pm", "14:00", "1430", "14h30", "noon", "2-3pm", "50m", "1h30".</summary>
internal static partial class TimeWords
{
    /// <summary>Hours before it mean the afternoon when neither am nor pm was said: the practice opens at eight.</summary>
    private const int OpeningHour = 8;

    public static Found? Find(Reader at) => Named(at) ?? Span(at) ?? PartedSpan(at) ?? One(at) ?? Number(at);

    /// <summary>True for a word that makes the number before it a time or a length.</summary>
    public static bool IsUnit(string word) => IsHalf(word) || IsHour(word) || IsMinute(word);

    /// <summary>The hour of a bare number, moved to the afternoon where that is when the practice is open.</summary>
    public static LocalTime? Hour(int hour, int minute) =>
        hour > 23 || minute > 59 ? null : new LocalTime(hour is > 0 and < OpeningHour ? hour + 12 : hour, minute);

    /// <summary>What is said in the preview when am or pm was guessed.</summary>
    public static Problem Guess(string text, LocalTime time) => Problem.Warning("time", "“{0}” was read as {1:t}.", text, time);

    private static Found? Named(Reader at) => at[0] switch
    {
        "noon" or "midi" => new(new TimePiece(at.Text(1), LocalTime.Noon) { MayBeName = true }, 1),
        "midnight" or "minuit" => new(new TimePiece(at.Text(1), LocalTime.Midnight), 1),
        _ => null,
    };

    private static Found? One(Reader at) => Length(at) ?? Clock(at);

    /// <summary>"2pm - 3pm", "from 2pm to 3pm", "de 14h à 15h".</summary>
    private static Found? PartedSpan(Reader at)
    {
        if (One(at) is not { Piece: TimePiece start } first || at[first.Words] is not ("-" or "–" or "to" or "a"))
            return null;
        if (One(at.Skip(first.Words + 1)) is not { Piece: TimePiece end } second || end.Time <= start.Time)
            return null;
        return Between(at, first.Words + 1 + second.Words, start, end);
    }

    private static Found? Span(Reader at)
    {
        if (SpanText().Match(at[0]) is not { Success: true } span)
            return null;
        var half = span.Groups["half"].Value;
        var end = Read(span.Groups["to"].Value + half) ?? OnTheHour(span.Groups["to"].Value, Read(span.Groups["from"].Value));
        if (end is null || StartOf(span.Groups["from"].Value, half, end.Time) is not { } start || end.Time <= start.Time)
            return new(new QuestionPiece(at.Text(1), Problem.Invalid("time", "“{0}”: from when to when? Write “14:00-14:50”.", at.Text(1))), 1);

        return Between(at, 1, start, end);
    }

    private static Found Between(Reader at, int words, TimePiece start, TimePiece end)
    {
        var minutes = (int)Period.Between(start.Time, end.Time, PeriodUnits.Minutes).Minutes;
        var guessed = (start.Assumption ?? end.Assumption) is not null;
        return new(new SpanPiece(at.Text(words), start.Time, minutes) { Assumption = guessed ? Guess(at.Text(words), start.Time) : null }, words);
    }

    /// <summary>The 9 of "9-9:50", once the other end is known to be a time.</summary>
    private static TimePiece? OnTheHour(string word, TimePiece? other) => other is null ? null : Read(word + ":00");

    /// <summary>"2-3pm" starts at 2 pm, "11-1pm" at 11 am.</summary>
    private static TimePiece? StartOf(string from, string half, LocalTime end)
    {
        if (half.Length == 0 || Read(from) is { Assumption: null })
            return Read(from) ?? OnTheHour(from, new TimePiece(from, end));
        return Read(from + half) is { } same && same.Time < end ? same : Read(from + "am");
    }

    private static Found? Length(Reader at)
    {
        if ((at[0], at[1]) is ("an" or "one", "hour") or ("une", "heure"))
            return new(new MinutesPiece(at.Text(2), 60), 2);
        if ((at[0], at[1]) is ("half", "hour") or ("une", "demi-heure"))
            return new(new MinutesPiece(at.Text(2), 30), 2);
        if (MinutesText().Match(at[0]) is { Success: true } minutes && Reader.NumberIn(minutes.Groups["m"].Value) is { } joined)
            return new(new MinutesPiece(at.Text(1), joined), 1);
        if (at.Number(0) is { } apart && IsMinute(at[1]))
            return new(new MinutesPiece(at.Text(2), apart), 2);
        if (HoursText().Match(at[0]) is { Success: true } hours)
            return Hours(at, 1, Reader.NumberIn(hours.Groups["h"].Value)!.Value, Reader.NumberIn(hours.Groups["m"].Value) ?? 0, hours.Groups["sure"].Success);
        if (at.Number(0) is { } whole && IsHour(at[1]))
            return Hours(at, 2, whole, 0, at[1] != "h");
        return null;
    }

    /// <summary>"1h30" is a length, "14h30" a time: nobody is booked before seven, and few for seven hours.</summary>
    private static Found? Hours(Reader at, int words, int hours, int minutes, bool isLength) =>
        isLength || hours < 7 ? new(new MinutesPiece(at.Text(words), (hours * 60) + minutes), words)
        : hours <= 23 && minutes <= 59 ? new(new TimePiece(at.Text(words), new LocalTime(hours, minutes)), words)
        : null;

    private static Found? Clock(Reader at)
    {
        if (IsHalf(at[1]) && Read(at[0] + at[1].Replace(".", "", StringComparison.Ordinal)) is { } parted)
            return new(parted with { Text = at.Text(2) }, 2);
        return Read(at[0]) is { } time ? new(time with { Text = at.Text(1), Assumption = time.Assumption is null ? null : Guess(at.Text(1), time.Time) }, 1) : null;
    }

    private static Found? Number(Reader at) =>
        at.Number(0) is { } number and > 0 ? new(new NumberPiece(at.Text(1), number), 1) : null;

    /// <summary>"2pm", "2.30pm", "14:00", "1430"; a bare "2:30" is the afternoon's, with an assumption.</summary>
    private static TimePiece? Read(string word)
    {
        if (ClockText().Match(word) is not { Success: true } clock)
            return null;
        var (hour, minute) = (Reader.NumberIn(clock.Groups["h"].Value)!.Value, Reader.NumberIn(clock.Groups["m"].Value) ?? 0);
        var half = clock.Groups["half"].Value;
        if (minute > 59 || hour > 23 || (half.Length > 0 && hour is 0 or > 12))
            return null;
        if (half.Length > 0)
            return new(word, new LocalTime((hour % 12) + (half[0] == 'p' ? 12 : 0), minute));
        if (!clock.Groups["m"].Success || clock.Groups["sep"].Value == "." || IsLengthAsWell(word))
            return null;
        if (clock.Groups["h"].Length == 2 || hour >= OpeningHour || hour == 0)
            return new(word, new LocalTime(hour, minute));
        var time = Hour(hour, minute)!.Value;
        return new(word, time) { Assumption = Guess(word, time) };
    }

    /// <summary>"120" may be 1:20 or two hours.</summary>
    private static bool IsLengthAsWell(string word) => word.Length == 3 && Reader.NumberIn(word) <= SlotTime.LongestMinutes;

    private static bool IsHalf(string word) => word is "am" or "pm" or "a.m" or "p.m";

    private static bool IsHour(string word) => word is "h" or "hr" or "hrs" or "hour" or "hours" or "heure" or "heures";

    private static bool IsMinute(string word) => word is "m" or "min" or "mins" or "minute" or "minutes";

    [GeneratedRegex("^(?<h>[0-9]{1,2}?)((?<sep>[:.]?)(?<m>[0-9]{2}))?(?<half>[ap]m)?$")]
    private static partial Regex ClockText();

    [GeneratedRegex("^(?<from>[0-9]{1,2}([:.]?[0-9]{2})?([ap]m)?)[-–](?<to>[0-9]{1,2}([:.]?[0-9]{2})?)(?<half>[ap]m)?$")]
    private static partial Regex SpanText();

    [GeneratedRegex("^(?<m>[0-9]{1,3})(m|mins?|minutes?)$")]
    private static partial Regex MinutesText();

    [GeneratedRegex("^(?<h>[0-9]{1,2})(h(?<m>[0-9]{2})?(?<sure>m|min)?|(?<sure>hrs?|hours?))$")]
    private static partial Regex HoursText();
}
