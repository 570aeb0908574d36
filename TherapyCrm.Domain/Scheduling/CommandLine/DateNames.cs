using NodaTime;

namespace TherapyCrm.Domain.Scheduling.CommandLine;

/// <summary>Days and months as people write them in English and French, without accents.</summary>
internal static class DateNames
{
    private static readonly string[][] DayNames =
    [
        ["mon", "monday", "lun", "lundi"],
        ["tue", "tues", "tuesday", "mar", "mardi"],
        ["wed", "weds", "wednesday", "mer", "mercredi"],
        ["thu", "thur", "thurs", "thursday", "jeu", "jeudi"],
        ["fri", "friday", "ven", "vendredi"],
        ["sat", "saturday", "sam", "samedi"],
        ["sun", "sunday", "dim", "dimanche"],
    ];

    private static readonly string[][] MonthNames =
    [
        ["jan", "january", "janv", "janvier"],
        ["feb", "february", "fev", "fevr", "fevrier"],
        ["mar", "march", "mars"],
        ["apr", "april", "avr", "avril"],
        ["may", "mai"],
        ["jun", "june", "juin"],
        ["jul", "july", "juil", "juillet"],
        ["aug", "august", "aout"],
        ["sep", "sept", "september", "septembre"],
        ["oct", "october", "octobre"],
        ["nov", "november", "novembre"],
        ["dec", "december", "decembre"],
    ];

    private static readonly string[] AlsoNames = ["mon", "lun", "mar", "mer", "jeu", "fri", "ven", "sat", "sam", "sun", "dim"];

    /// <summary>The day of the week of that name.</summary>
    public static IsoDayOfWeek? Day(string word) => IndexIn(DayNames, word) is { } at ? (IsoDayOfWeek)(at + 1) : null;

    /// <summary>The month of that name, 1 to 12.</summary>
    public static int? Month(string word) => IndexIn(MonthNames, word) + 1;

    /// <summary>True for a short day that people are called as well: Sam, Mar, Sun.</summary>
    public static bool MayBeName(string word) => AlsoNames.Contains(word);

    private static int? IndexIn(string[][] names, string word) =>
        Array.FindIndex(names, alike => alike.Contains(word)) is var at and >= 0 ? at : null;
}
