using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Scheduling.CommandLine;

/// <summary>Finds a date: "tomorrow", "next tue", "24 nov", "le mardi 24 novembre", "2026-11-24", "24/11".</summary>
internal static class DateWords
{
    public static Found? Find(Reader at, LocalDate today) =>
        WrittenDates.Numeric(at, today) ?? Relative(at, today) ?? WithWeekday(at, today) ?? WrittenDates.DayAndMonth(at, today)
        ?? WrittenDates.DayOfMonth(at, today) ?? Weekday(at, today);

    private static Found? Relative(Reader at, LocalDate today) => (at[0], at[1], at[2]) switch
    {
        ("today" or "auj" or "aujourd'hui", _, _) => In(at, 1, today),
        ("tomorrow" or "tmr" or "tmrw" or "demain", _, _) => In(at, 1, today.PlusDays(1)),
        ("apres-demain", _, _) => In(at, 1, today.PlusDays(2)),
        ("day", "after", "tomorrow") => In(at, 3, today.PlusDays(2)),
        ("in" or "dans", _, "day" or "days" or "jour" or "jours") when at.Number(1) is { } days => In(at, 3, today.PlusDays(days)),
        ("in" or "dans", _, "week" or "weeks" or "semaine" or "semaines") when at.Number(1) is { } weeks => In(at, 3, today.PlusWeeks(weeks)),
        _ => null,
    };

    /// <summary>"Tue 24 nov", "tue 24th": the two must agree.</summary>
    private static Found? WithWeekday(Reader at, LocalDate today)
    {
        if (DateNames.Day(at[0]) is not { } weekday || at[1] is "" || DateNames.Month(at[1]) is not null && at[0] is "mar")
            return null;
        if ((WrittenDates.DayAndMonth(at.Skip(1), today) ?? WrittenDates.DayOfMonth(at.Skip(1), today)) is not { } dated)
            return null;

        var words = dated.Words + 1;
        if (dated.Piece is not DatePiece { Date: var date })
            return dated with { Words = words };
        return date.DayOfWeek == weekday
            ? new(dated.Piece with { Text = at.Text(words) }, words)
            : new(new QuestionPiece(at.Text(words), Problem.Invalid("date", "{0} is not a {1}.", date, at.Text(1))), words);
    }

    private static Found? Weekday(Reader at, LocalDate today)
    {
        if (InNextWeek(at, today) is { } far)
            return far;
        if (at[0] is "next" or "prochain" && DateNames.Day(at[1]) is { } next)
            return NextWeek(at, next, today);
        if (at[0] is "this" or "ce" or "coming" && DateNames.Day(at[1]) is { } coming)
            return In(at, 2, OnOrAfter(today, coming));
        if (DateNames.Day(at[0]) is not { } day)
            return null;
        if (at[1] is "prochain")
            return NextWeek(at, day, today);

        var date = OnOrAfter(today, day);
        return new(new DatePiece(at.Text(1), date)
        {
            IsWeekday = true,
            MayBeName = DateNames.MayBeName(at[0]),
            Assumption = date == today ? Problem.Warning("date", "“{0}” was read as {1}.", at.Text(1), date) : null,
        }, 1);
    }

    /// <summary>"Next week tue", "mardi la semaine prochaine"; without a day it is asked.</summary>
    private static Found? InNextWeek(Reader at, LocalDate today)
    {
        var skip = DateNames.Day(at[0]) is null ? 0 : 1;
        var start = skip + (at[skip] is "la" or "de" ? at[skip + 1] is "la" ? 2 : 1 : 0);
        if ((at[start], at[start + 1]) is not (("next", "week") or ("semaine", "prochaine")))
            return null;
        if (skip == 1)
            return In(at, start + 2, InWeekAfter(today, DateNames.Day(at[0])!.Value));
        return DateNames.Day(at[start + 2]) is { } day
            ? In(at, start + 3, InWeekAfter(today, day))
            : new(new QuestionPiece(at.Text(start + 2), Problem.Invalid("date", "“{0}”: which day?", at.Text(start + 2))), start + 2);
    }

    /// <summary>"Next Tuesday" is the one of next week; where that is not the very next one, it is said.</summary>
    private static Found NextWeek(Reader at, IsoDayOfWeek day, LocalDate today)
    {
        var date = InWeekAfter(today, day);
        return new(new DatePiece(at.Text(2), date)
        {
            Assumption = date > today.PlusDays(7) ? Problem.Warning("date", "“{0}” was read as {1}.", at.Text(2), date) : null,
        }, 2);
    }

    private static Found In(Reader at, int words, LocalDate date) => new(new DatePiece(at.Text(words), date), words);

    private static LocalDate InWeekAfter(LocalDate today, IsoDayOfWeek day) => today.PlusDays(7 + (int)day - (int)today.DayOfWeek);

    private static LocalDate OnOrAfter(LocalDate today, IsoDayOfWeek day) => today.With(DateAdjusters.NextOrSame(day));
}
