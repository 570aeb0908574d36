using NodaTime;

namespace TherapyCrm.Domain.Scheduling.Recurrence;

/// <summary>The three-letter names of the days, MON to SUN, as the API sends them and the database stores them.</summary>
public static class Weekdays
{
    private static readonly string[] Codes = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];

    /// <summary>MON for Monday.</summary>
    public static string Code(IsoDayOfWeek day) => Codes[(int)day - 1];

    /// <summary>Monday for MON, in capitals or not; null for anything else.</summary>
    public static IsoDayOfWeek? Parse(string? code) =>
        Array.FindIndex(Codes, known => known.Equals(code?.Trim(), StringComparison.OrdinalIgnoreCase)) is var at and >= 0
            ? (IsoDayOfWeek)(at + 1)
            : null;

    /// <summary>"MON,WED": the text of the column days_of_week; null for no days.</summary>
    public static string? ToText(IReadOnlyCollection<IsoDayOfWeek> days) =>
        days.Count == 0 ? null : string.Join(',', days.Distinct().Order().Select(Code));

    /// <summary>The days of the column days_of_week, in the order of the week.</summary>
    /// <exception cref="FormatException">The text names something that is not a day.</exception>
    public static IReadOnlyList<IsoDayOfWeek> FromText(string? text) =>
        string.IsNullOrWhiteSpace(text)
            ? []
            : [.. text.Split(',').Select(code => Parse(code) ?? throw new FormatException($"'{code}' is not a day of the week.")).Distinct().Order()];
}
