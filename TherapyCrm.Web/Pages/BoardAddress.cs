using System.Globalization;
using NodaTime;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Http;

namespace TherapyCrm.Web.Pages;

/// <summary>The address of a board; it carries everything that is shown.</summary>
public sealed record BoardAddress(LocalDate Day, BoardBy By, long LocationId, string? Density = null)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"/board?date={UrlDates.Text(Day)}&by={Text(By)}&location={LocationId}{(Density is null ? "" : $"&density={Density}")}");

    /// <summary>The address of the stream that tells when this board changed.</summary>
    public string Live(Instant since) => Live([LocationId], Day, since);

    /// <summary>The address of the stream that tells when something changed at one of these locations on a day.</summary>
    public static string Live(IEnumerable<long> locations, LocalDate day, Instant since) => string.Create(CultureInfo.InvariantCulture,
        $"/board/live?{string.Join('&', locations.Distinct().Select(l => string.Create(CultureInfo.InvariantCulture, $"location={l}")))}&date={UrlDates.Text(day)}&since={since.ToUnixTimeMilliseconds()}");

    /// <summary>The address of the form that books at a time of this board.</summary>
    /// <param name="column">Such as <c>roomId=3</c>; empty for none.</param>
    public string Book(LocalTime start, string column) => string.Create(CultureInfo.InvariantCulture,
        $"/appointments/new?date={UrlDates.Text(Day)}&start={UrlDates.Text(start)}&locationId={LocationId}{(column.Length == 0 ? "" : "&" + column)}");

    /// <summary>The side of the board as the address says it.</summary>
    public static string Text(BoardBy by) => by switch { BoardBy.Therapist => "therapist", BoardBy.Equipment => "equipment", _ => "room" };

    /// <summary>False for a side there is not.</summary>
    public static bool TryBy(string? text, out BoardBy by)
    {
        by = text switch { "therapist" => BoardBy.Therapist, "equipment" => BoardBy.Equipment, _ => BoardBy.Room };
        return text is null or "" or "room" or "therapist" or "equipment";
    }
}
