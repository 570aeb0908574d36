using System.Globalization;
using NodaTime;
using NodaTime.Text;
using TherapyCrm.Domain.Scheduling.Recurrence;

namespace TherapyCrm.Domain.Scheduling.CommandLine;

/// <summary>Writes a command as a line that reads back as the same.</summary>
internal static class CommandText
{
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static string Of(BookingCommand command) => string.Join(", ", Parts(command));

    private static IEnumerable<string> Parts(BookingCommand command)
    {
        yield return command.Client is null ? "book" : $"book {Name(command.Client)}";
        if (command.Therapist is not null)
            yield return $"with {Name(command.Therapist)}";
        if (command.Room is not null)
            yield return $"room {Name(command.Room)}";
        if (command.Service is not null)
            yield return $"service {Name(command.Service)}";
        foreach (var word in command.Words)
            yield return Name(word);
        if (When(command) is { Length: > 0 } when)
            yield return when;
        if (command.Minutes is { } minutes)
            yield return string.Create(CultureInfo.InvariantCulture, $"{minutes}m");
        if (command.Days.Count > 0)
            yield return string.Join('/', command.Days).ToLowerInvariant();
        if (command.Repeat is { } repeat)
            yield return Repeat(repeat);
        if (command.Place is AppointmentPlace.Online or AppointmentPlace.Home)
            yield return command.Place == AppointmentPlace.Home ? "home" : "online";
    }

    private static string When(BookingCommand command)
    {
        var date = command.Date is { } day ? LocalDatePattern.Iso.Format(day) : "";
        var time = command.Time is { } start ? Clock.Format(start) : "";
        return $"{date} {time}".Trim();
    }

    private static string Repeat(BookingRepeat repeat)
    {
        var often = repeat switch
        {
            { Frequency: RecurrenceFrequency.Biweekly, Interval: 1 } => "biweekly",
            { Interval: 1 } => repeat.Frequency.ToString().ToLowerInvariant(),
            { Frequency: RecurrenceFrequency.Daily } => $"every {repeat.Interval} days",
            { Frequency: RecurrenceFrequency.Monthly } => $"every {repeat.Interval} months",
            { Frequency: RecurrenceFrequency.Biweekly } => $"every {2 * repeat.Interval} weeks",
            _ => $"every {repeat.Interval} weeks",
        };
        var count = repeat.Count is { } times ? $" x{times}" : "";
        var until = repeat.Until is { } last ? $" until {LocalDatePattern.Iso.Format(last)}" : "";
        return often + count + until;
    }

    /// <summary>The name as it is, or in quotes where a word of it could be understood as something else.</summary>
    private static string Name(string name) => Token.Split(name) is [var tokens] && tokens.TrueForAll(IsPlain) && IsAllNames(tokens) ? name : $"\"{name}\"";

    private static bool IsPlain(Token token) => !token.IsQuoted && IsAllNames([token]);

    private static bool IsAllNames(IReadOnlyList<Token> tokens) => PartReader.Read(tokens, new LocalDate(2000, 1, 1)).TrueForAll(piece => piece is WordPiece);
}
