using Microsoft.AspNetCore.Mvc;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;

namespace TherapyCrm.Web.Pages.Appointments;

/// <summary>Books a date of a series that was set aside.</summary>
[RequirePermission(Permission.BookAppointments)]
public sealed class PlaceModel(BookingDesk desk, ToPlace toPlace, PlaceSeriesDate placeSeriesDate, AppointmentEnd end) : BookingPage(desk)
{
    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    /// <inheritdoc/>
    public override string Heading => Words["Place a date of a series"];

    /// <inheritdoc/>
    public override string Focus => nameof(BookingForm.StartTime);

    /// <inheritdoc/>
    public override string SaveLabel => Words["Book"];

    /// <inheritdoc/>
    public override string Action => Url.Content($"~/to-place/{Id}");

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var date = (await toPlace.ListAsync(Actor, cancel: cancel)).FirstOrDefault(d => d.SeriesDateId == Id) ?? throw new NotFoundException();
        Form = date.Wanted.ToForm(date.ClientName, date.Version);
        await ReadAsync(cancel);
        if (date.Problem is { } problem) Remarks = [.. problem.Split(", ").Select(p => Words[p])];
        return this.PageOr("_BookingForm");
    }

    /// <summary>Books it.</summary>
    /// <param name="take">The way out that was pressed.</param>
    public async Task<IActionResult> OnPostAsync(string? take, CancellationToken cancel)
    {
        if (!ModelState.IsValid) return await AgainAsync([], cancel);
        Take(take);
        await ReadAsync(cancel);
        var request = Form.ToRequest();
        if (!request.Succeeded) return await AgainAsync(request.Problems, cancel);
        var placed = await placeSeriesDate.RunAsync(Actor, new(Id, Form.Version, request.Value), cancel);
        return placed.Succeeded ? end.After(this, placed.Value, ScheduleAction.Booked) : await AgainAsync(placed.Problems, cancel);
    }
}
