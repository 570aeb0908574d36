using Microsoft.AspNetCore.Mvc;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;

namespace TherapyCrm.Web.Pages.Appointments;

/// <summary>Books an appointment or a series in one form.</summary>
[RequirePermission(Permission.BookAppointments)]
public sealed class NewModel(BookingDesk desk, NewClientStep newClient, BookAppointment bookAppointment, AppointmentEnd end) : BookingPage(desk)
{
    /// <inheritdoc/>
    public override string Heading => Words["Book an appointment"];

    /// <inheritdoc/>
    public override string SaveLabel => Words["Book"];

    /// <inheritdoc/>
    public override string Action => Url.Content("~/appointments/new");

    /// <inheritdoc/>
    public override bool MayRepeat => true;

    /// <summary>The dates of a series before they are booked.</summary>
    public object? Preview { get; private set; }

    /// <summary>The form with everything known in it.</summary>
    public async Task<IActionResult> OnGetAsync(BookingPrefill known, CancellationToken cancel)
    {
        Form = known.ToForm();
        await ReadAsync(cancel);
        FillIn();
        Form.Date ??= UrlDates.Text(Today());
        IsReady = known.Ready && Client is not null;
        ModelState.Clear();
        return this.PageOr("_BookingForm");
    }

    /// <summary>Books it.</summary>
    /// <param name="take">The way out that was pressed.</param>
    public async Task<IActionResult> OnPostAsync(string? take, CancellationToken cancel)
    {
        if (!ModelState.IsValid) return await AgainAsync([], cancel);
        Take(take);
        await ReadAsync(cancel);
        if (NewClientStep.IsWanted(Form) && await AddClientAsync(cancel) is { Length: > 0 } problems) return await AgainAsync(problems, cancel);
        FillIn();
        var request = Form.ToRequest();
        if (!request.Succeeded) return await AgainAsync(request.Problems, cancel);
        var booked = await bookAppointment.RunAsync(Actor, request.Value, cancel);
        return booked.Succeeded ? end.After(this, booked.Value, ScheduleAction.Booked) : await AgainAsync(booked.Problems, cancel);
    }

    private async Task<Problem[]> AddClientAsync(CancellationToken cancel)
    {
        Alike = await newClient.AlikeAsync(Actor, Form, cancel);
        if (Alike.Count > 0) return [Problem.Conflict("FirstName", "Somebody on file looks alike: choose them, or add this person all the same.")];
        var added = await newClient.RunAsync(Actor, Form, cancel);
        if (!added.Succeeded) return [.. added.Problems];
        (Form.ClientId, Form.Client) = (added.Value.Id, added.Value.FullName);
        (Form.FirstName, Form.LastName, Form.Phone, Form.DateOfBirth) = (null, null, null, null);
        await ReadAsync(cancel);
        return [];
    }
}
