using System.Text.RegularExpressions;
using NodaTime;
using TherapyCrm.Domain.Scheduling.Recurrence;

namespace TherapyCrm.Domain.Scheduling.CommandLine;

/// <summary>Finds the repeat ("weekly", "every 3 weeks", "x10", "until 24 dec"), the place, and the words that say whose name follows.</summary>
internal static partial class OtherWords
{
    public static Found? Find(Reader at, LocalDate today) => Days(at) ?? Repeat(at) ?? Count(at) ?? Until(at, today) ?? Place(at);

    /// <summary>"With", "room", "for" and the like, and words that only bind.</summary>
    public static Found? Binding(Reader at) => at[0] switch
    {
        "with" or "w/" or "avec" or "dr" or "therapist" or "therapeute" => As(at, Role.Therapist),
        "room" or "rm" or "salle" or "in" or "dans" => As(at, Role.Room),
        "service" or "svc" or "for" or "pour" => As(at, Role.Service),
        "client" => As(at, Role.Client),
        "at" or "@" or "a" or "on" or "le" or "the" or "from" or "de" or "des" or "repeat" => new(new FillerPiece(at.Text(1)), 1),
        _ => null,
    };

    /// <summary>"Tue/thu", "tue and thu", "mar et jeu".</summary>
    private static Found? Days(Reader at)
    {
        var names = at[0].Split('/', '+', '&').ToList();
        var words = 1;
        for (; at[words] is "and" or "et" or "&" or "+" && DateNames.Day(at[words + 1]) is not null; words += 2) names.Add(at[words + 1]);
        var days = names.ConvertAll(DateNames.Day).OfType<IsoDayOfWeek>().Distinct().Order().ToList();
        return days.Count < 2 || days.Count < names.Count ? null : new(new DaysPiece(at.Text(words), days) { MayBeName = names.TrueForAll(DateNames.MayBeName) }, words);
    }

    private static Found As(Reader at, Role role) => new(new RolePiece(at.Text(1), role), 1);

    private static Found? Repeat(Reader at) => at[0] switch
    {
        "daily" or "quotidien" or "quotidienne" => Every(at, 1, RecurrenceFrequency.Daily),
        "weekly" or "hebdo" or "hebdomadaire" => Every(at, 1, RecurrenceFrequency.Weekly),
        "biweekly" or "bi-weekly" or "fortnightly" => Every(at, 1, RecurrenceFrequency.Biweekly),
        "monthly" or "mensuel" or "mensuelle" => Every(at, 1, RecurrenceFrequency.Monthly),
        "every" or "each" or "chaque" => Counted(at, 1),
        "tous" or "toutes" when at[1] is "les" => Counted(at, 2),
        "aux" => Counted(at, 1),
        _ => null,
    };

    /// <summary>"3 weeks", "other week", "week" or a day behind "every".</summary>
    private static Found? Counted(Reader at, int words)
    {
        if (DateNames.Day(at[words]) is not null)
            return Every(at, words, RecurrenceFrequency.Weekly);
        if (Unit(at[words]) is { } one)
            return Every(at, words + 1, one);
        var interval = at[words] is "other" or "second" or "2nd" ? 2 : at.Number(words);
        return interval >= 1 && Unit(at[words + 1]) is { } unit ? Every(at, words + 2, unit, interval.Value) : null;
    }

    private static RecurrenceFrequency? Unit(string word) => word switch
    {
        "day" or "days" or "jour" or "jours" => RecurrenceFrequency.Daily,
        "week" or "weeks" or "semaine" or "semaines" => RecurrenceFrequency.Weekly,
        "month" or "months" or "mois" => RecurrenceFrequency.Monthly,
        _ => null,
    };

    private static Found Every(Reader at, int words, RecurrenceFrequency frequency, int interval = 1) =>
        new(new RepeatPiece(at.Text(words), frequency, interval), words);

    private static Found? Count(Reader at)
    {
        if (Times().Match(at[0]) is { Success: true } times)
            return new(new CountPiece(at.Text(1), Reader.NumberIn(times.Groups["n"].Value)!.Value), 1);
        if (at[0] is "x" or "×" && at.Number(1) is { } after)
            return new(new CountPiece(at.Text(2), after), 2);
        if (at.Number(0) is { } before && at[1] is "times" or "fois" or "sessions" or "seances" or "x")
            return new(new CountPiece(at.Text(2), at.Number(0)!.Value), 2);
        return null;
    }

    private static Found? Until(Reader at, LocalDate today)
    {
        if (at[0] is not ("until" or "till" or "til" or "jusqu'au" or "jusqu'a" or "jusque"))
            return null;
        var words = at[1] is "le" or "the" or "au" ? 2 : 1;
        if (DateWords.Find(at.Skip(words), today) is not { } end)
            return null;
        var text = at.Text(words + end.Words);
        return end.Piece is DatePiece { Date: var date, Assumption: var assumption }
            ? new(new UntilPiece(text, date) { Assumption = assumption is null ? null : assumption with { Field = "repeat" } }, words + end.Words)
            : end with { Words = words + end.Words };
    }

    private static Found? Place(Reader at) => (at[0], at[1]) switch
    {
        ("online" or "virtual" or "video", _) => new(new PlacePiece(at.Text(1), AppointmentPlace.Online), 1),
        ("en", "ligne") or ("a", "distance") => new(new PlacePiece(at.Text(2), AppointmentPlace.Online), 2),
        ("home", "visit") or ("at", "home") or ("a", "domicile") => new(new PlacePiece(at.Text(2), AppointmentPlace.Home), 2),
        ("home" or "domicile", _) => new(new PlacePiece(at.Text(1), AppointmentPlace.Home), 1),
        _ => null,
    };

    [GeneratedRegex("^([x×](?<n>[0-9]{1,3})|(?<n>[0-9]{1,3})[x×])$")]
    private static partial Regex Times();
}
