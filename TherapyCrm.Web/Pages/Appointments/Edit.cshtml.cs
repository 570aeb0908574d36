using Microsoft.AspNetCore.Mvc;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;

namespace TherapyCrm.Web.Pages.Appointments;

/// <summary>Changes everything about an appointment.</summary>
[RequirePermission(Permission.BookAppointments)]
public sealed class EditModel(BookingDesk desk, AppointmentAsBooked asBooked, EditAppointment editAppointment, AppointmentEnd end) : BookingPage(desk)
{
    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    /// <inheritdoc/>
    public override string Heading => Words["Change the appointment"];

    /// <inheritdoc/>
    public override string Focus => nameof(BookingForm.StartTime);

    /// <inheritdoc/>
    public override string SaveLabel => Words["Save"];

    /// <inheritdoc/>
    public override string Action => Url.Content($"~/appointments/{Id}/edit");

    /// <summary>What somebody else saved in between, where it differs from what is typed; null when nobody did.</summary>
    public IReadOnlyList<(string Label, string Value)>? Current { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var booked = await asBooked.RunAsync(Actor, Id, cancel);
        Form = booked.Booking.ToForm(booked.ClientName, booked.Version);
        await ReadAsync(cancel);
        return this.PageOr("_BookingForm");
    }

    /// <summary>Saves it.</summary>
    /// <param name="take">The way out that was pressed.</param>
    public async Task<IActionResult> OnPostAsync(string? take, CancellationToken cancel)
    {
        if (!ModelState.IsValid) return await AgainAsync([], cancel);
        Take(take);
        await ReadAsync(cancel);
        var request = Form.ToRequest();
        if (!request.Succeeded) return await AgainAsync(request.Problems, cancel);
        var saved = await editAppointment.RunAsync(Actor, new(Id, Form.Version, request.Value), cancel);
        if (saved.Succeeded) return end.After(this, saved.Value, ScheduleAction.Edited);
        if (saved.Problems.Any(p => p.Kind == ProblemKind.Stale)) await CompareAsync(cancel);
        return await AgainAsync(saved.Problems, cancel);
    }

    private async Task CompareAsync(CancellationToken cancel)
    {
        var now = await asBooked.RunAsync(Actor, Id, cancel);
        Current = [.. BookingDifferences.Of(now.Booking.ToForm(now.ClientName), Form, Options, Words)];
        Form.Version = now.Version;
    }
}
