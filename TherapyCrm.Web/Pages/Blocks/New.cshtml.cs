using Microsoft.AspNetCore.Mvc;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Blocks;

/// <summary>Keeps people or a room busy without a client.</summary>
[RequirePermission(Permission.BookAppointments)]
public sealed class NewModel(BookingChoices choices, BookBlock bookBlock, Times times, CurrentActor current, Words words) : BlockPage(choices, current, words)
{
    /// <inheritdoc/>
    public override string Heading => Words["Block a room or people"];

    /// <inheritdoc/>
    public override string Action => Url.Content("~/blocks/new");

    public async Task<IActionResult> OnGetAsync(string? date, string? start, long? roomId, long? therapistId, long? locationId, CancellationToken cancel)
    {
        await ReadAsync(cancel);
        var location = locationId ?? Options.Rooms.FirstOrDefault(r => r.Id == roomId)?.LocationId
            ?? Options.Locations.FirstOrDefault(l => Current.Actor.Locations.Contains(l.Id))?.Id ?? (Options.Locations is [var main, ..] ? main.Id : null);
        var today = times.Now(Options.Locations.FirstOrDefault(l => l.Id == location)?.TimeZone ?? "UTC").Date;
        Form = new()
        {
            Date = UrlDates.Text(UrlDates.Day(date) ?? today),
            StartTime = UrlDates.Time(start) is { } from ? UrlDates.Text(from) : null,
            EndTime = UrlDates.Time(start) is { Hour: < 23 } begins ? UrlDates.Text(begins.PlusHours(1)) : null,
            LocationId = location,
            RoomId = roomId,
            Staff = therapistId is { } one ? [one] : [],
        };
        return this.PageOr("_BlockForm");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid) return await AgainAsync([], cancel);
        var request = Form.ToRequest();
        if (!request.Succeeded) return await AgainAsync(request.Problems, cancel);
        var booked = await bookBlock.RunAsync(Current.Actor, request.Value, cancel);
        return booked.Succeeded ? After(booked.Value, Words["The time is blocked."]) : await AgainAsync(booked.Problems, cancel);
    }
}
