using System.Text.RegularExpressions;
using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Scheduling.CommandLine;

/// <summary>Finds a date that names its day: "2026-11-24", "24/11", "24 nov", "nov 24 2026", "the 24th".</summary>
internal static partial class WrittenDates
{
    private const int FarAheadDays = 180;

    public static Found? Numeric(Reader at, LocalDate today)
    {
        if (IsoDate().Match(at[0]) is { Success: true } iso)
            return On(at, 1, Part(iso, "y"), Part(iso, "m"), Part(iso, "d"), today);
        if (SlashedDate().Match(at[0]) is not { Success: true } slashed)
            return null;

        var (first, second, year) = (Part(slashed, "a")!.Value, Part(slashed, "b")!.Value, Part(slashed, "y"));
        if (first == second || second > 12)
            return On(at, 1, year, first, second, today);
        if (first > 12)
            return On(at, 1, year, second, first, today);
        return Ask(at, 1, "{0}: is that {1} or {2}?", at.Text(1), Upcoming(year, second, first, today)!, Upcoming(year, first, second, today)!);
    }

    public static Found? DayAndMonth(Reader at, LocalDate today)
    {
        if (JoinedDate().Match(at[0]) is { Success: true } joined && DateNames.Month(joined.Groups["m"].Value) is { } named)
            return On(at, 1, Part(joined, "y"), named, Part(joined, "d"), today);

        var (day, month) = (DayNumber(at[0]), DateNames.Month(at[1]));
        if (day is null || month is null)
            (month, day) = (DateNames.Month(at[0]), TimeWords.IsUnit(at[2]) ? null : DayNumber(at[1]));
        if (day is null || month is null)
            return null;

        int? year = at.Number(2) is { } number && Math.Abs(number - today.Year) <= 5 ? number : null;
        return at[0] == "mar" && year is null && Reader.NumberIn(at[1]) is not null
            ? Ask(at, 2, "“{0}”: March or Tuesday? Write “march {1}” or “mardi”.", at.Text(2), at[1])
            : On(at, year is null ? 2 : 3, year, month, day, today);
    }

    /// <summary>"24th", "1er": the next day of that number.</summary>
    public static Found? DayOfMonth(Reader at, LocalDate today)
    {
        if (Part(Ordinal().Match(at[0]), "d") is not (>= 1 and <= 31 and var day))
            return null;
        var date = Enumerable.Range(0, 62).Select(today.PlusDays).First(candidate => candidate.Day == day);
        return new(new DatePiece(at.Text(1), date), 1);
    }

    private static Found On(Reader at, int words, int? year, int? month, int? day, LocalDate today)
    {
        if (Upcoming(year, month!.Value, day!.Value, today) is not { } date)
            return Ask(at, words, "“{0}” is not a date.", at.Text(words));
        return new(new DatePiece(at.Text(words), date)
        {
            Assumption = year is null && date > today.PlusDays(FarAheadDays)
                ? Problem.Warning("date", "“{0}” was read as {1}.", at.Text(words), date)
                : null,
        }, words);
    }

    private static Found Ask(Reader at, int words, string question, params object[] args) =>
        new(new QuestionPiece(at.Text(words), Problem.Invalid("date", question, args)), words);

    /// <summary>That day of the year, or of the next year that has it; null when there is none.</summary>
    private static LocalDate? Upcoming(int? year, int month, int day, LocalDate today)
    {
        var years = year is { } said ? [said < 100 ? 2000 + said : said] : Enumerable.Range(today.Year, 9);
        return years.Where(candidate => Exists(candidate, month, day))
            .Select(candidate => (LocalDate?)new LocalDate(candidate, month, day))
            .FirstOrDefault(date => year is not null || date >= today);
    }

    private static bool Exists(int year, int month, int day) =>
        year is >= 1900 and <= 2200 && month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month);

    private static int? DayNumber(string word) =>
        Part(Ordinal().Match(word), "d") ?? (word.Length <= 2 ? Reader.NumberIn(word) : null);

    private static int? Part(Match match, string name) => Reader.NumberIn(match.Groups[name].Value);

    [GeneratedRegex("^(?<y>[0-9]{4})[-/](?<m>[0-9]{1,2})[-/](?<d>[0-9]{1,2})$")]
    private static partial Regex IsoDate();

    [GeneratedRegex("^(?<a>[0-9]{1,2})/(?<b>[0-9]{1,2})(/(?<y>[0-9]{4}|[0-9]{2}))?$")]
    private static partial Regex SlashedDate();

    [GeneratedRegex("^(?<d>[0-9]{1,2})-?(?<m>[a-z]{3,9})(-(?<y>[0-9]{4}))?$")]
    private static partial Regex JoinedDate();

    [GeneratedRegex("^(?<d>[0-9]{1,2})(st|nd|rd|th|er|e)$")]
    private static partial Regex Ordinal();
}
