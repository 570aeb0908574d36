using Microsoft.AspNetCore.Mvc;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Domain.Scheduling.Recurrence;
using TherapyCrm.Web.Http;

namespace TherapyCrm.Web.Pages.Appointments;

/// <summary>What the address of a new booking says already: the gap that was pressed, or the line that was typed.</summary>
public sealed record BookingPrefill
{
    [FromQuery(Name = "date")] public string? Date { get; init; }

    /// <summary>HH:mm, or a whole local time 2026-11-23T14:05 as the board and the calendar send it.</summary>
    [FromQuery(Name = "start")] public string? Start { get; init; }
    [FromQuery(Name = "end")] public string? End { get; init; }
    [FromQuery(Name = "minutes")] public int? Minutes { get; init; }
    [FromQuery(Name = "roomId")] public long? RoomId { get; init; }
    [FromQuery(Name = "therapistId")] public long? TherapistId { get; init; }
    [FromQuery(Name = "equipmentId")] public long? EquipmentId { get; init; }
    [FromQuery(Name = "locationId")] public long? LocationId { get; init; }
    [FromQuery(Name = "clientId")] public long? ClientId { get; init; }
    [FromQuery(Name = "learnerId")] public long? LearnerId { get; init; }
    [FromQuery(Name = "serviceId")] public long? ServiceId { get; init; }
    [FromQuery(Name = "place")] public AppointmentPlace? Place { get; init; }
    [FromQuery(Name = "frequency")] public RecurrenceFrequency? Frequency { get; init; }
    [FromQuery(Name = "interval")] public int? Interval { get; init; }
    [FromQuery(Name = "count")] public int? Count { get; init; }
    [FromQuery(Name = "until")] public string? Until { get; init; }

    /// <summary>A line of the palette: the form is its preview, and Enter saves.</summary>
    [FromQuery(Name = "line")] public string? Line { get; init; }

    /// <summary>The form with these in it.</summary>
    public BookingForm ToForm()
    {
        var (date, time) = Split(Start);
        var (_, end) = Split(End);
        return new BookingForm
        {
            Date = UrlDates.Day(date ?? Date) is { } day ? UrlDates.Text(day) : null,
            StartTime = UrlDates.Time(time) is { } start ? UrlDates.Text(start) : null,
            DurationMinutes = Minutes ?? Length(time, end),
            RoomId = RoomId,
            TherapistId = TherapistId,
            LocationId = LocationId,
            ClientId = ClientId,
            LearnerId = LearnerId,
            ServiceCodeId = ServiceId,
            Place = Place ?? AppointmentPlace.Practice,
            Equipment = EquipmentId is { } device ? [new() { EquipmentId = device }] : [],
            Frequency = Frequency,
            Interval = Interval > 1 ? Interval : null,
            OccurrenceCount = Count,
            EndDate = Until,
        };
    }

    private static (string? Date, string? Time) Split(string? text) =>
        text?.Split('T') is [var date, var time] ? (date, time[..Math.Min(5, time.Length)]) : (null, text);

    private static int? Length(string? start, string? end) =>
        UrlDates.Time(start) is { } from && UrlDates.Time(end) is { } to && to > from ? (int)(to - from).ToDuration().TotalMinutes : null;
}
