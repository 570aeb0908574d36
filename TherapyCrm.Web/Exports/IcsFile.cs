using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using NodaTime;

namespace TherapyCrm.Web.Exports;

/// <summary>One entry of a calendar file.</summary>
/// <param name="Uid">Stays the same when the entry changes.</param>
/// <param name="Sequence">Counts its changes.</param>
public sealed record IcsEntry(string Uid, Instant Start, Instant End, string Summary, string? Location, bool IsCancelled, int Sequence);

/// <summary>Writes iCalendar files (RFC 5545). Times are UTC instants, which every calendar shows right whatever zone data it has.</summary>
public static class IcsFile
{
    /// <summary>The media type of the files.</summary>
    public const string ContentType = "text/calendar; charset=utf-8";

    /// <summary>The file with these entries.</summary>
    /// <param name="name">What a calendar that subscribes to it calls it.</param>
    public static string Of(IEnumerable<IcsEntry> entries, Instant now, string? name = null)
    {
        var calendar = new Calendar { ProductId = "-//Therapy CRM//EN", Method = "PUBLISH" };
        if (name is not null) calendar.AddProperty("X-WR-CALNAME", name);
        foreach (var entry in entries)
            calendar.Events.Add(new CalendarEvent
            {
                Uid = entry.Uid,
                DtStamp = Utc(now),
                Start = Utc(entry.Start),
                End = Utc(entry.End),
                Summary = entry.Summary,
                Location = entry.Location,
                Sequence = entry.Sequence,
                Status = entry.IsCancelled ? EventStatus.Cancelled : EventStatus.Confirmed,
            });
        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    private static CalDateTime Utc(Instant at) => new(at.ToDateTimeUtc());
}
