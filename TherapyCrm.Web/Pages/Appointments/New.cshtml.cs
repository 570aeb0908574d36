using Microsoft.AspNetCore.Mvc;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Pages.Palette;

namespace TherapyCrm.Web.Pages.Appointments;

/// <summary>Books an appointment or a series in one form.</summary>
[RequirePermission(Permission.BookAppointments)]
public sealed class NewModel(BookingDesk desk, NewClientStep newClient, FreeRoom freeRoom, BookingLine bookingLine, BookAppointment bookAppointment, SeriesStep series, AppointmentEnd end) : BookingPage(desk)
{
    /// <inheritdoc/>
    public override string Heading => Words["Book an appointment"];

    /// <inheritdoc/>
    public override string SaveLabel => Words["Book"];

    /// <inheritdoc/>
    public override string Action => Url.Content("~/appointments/new");

    /// <inheritdoc/>
    public override bool MayRepeat => true;

    /// <inheritdoc/>
    public override bool FindsRoom => true;

    /// <summary>The dates of a series before they are booked.</summary>
    public SeriesPreview? Preview { get; private set; }

    /// <summary>What was chosen for single dates of the series.</summary>
    [BindProperty]
    public List<SeriesDateForm> Series { get; set; } = [];

    /// <summary>The form with everything known in it.</summary>
    public async Task<IActionResult> OnGetAsync(BookingPrefill known, CancellationToken cancel)
    {
        var line = known.Line is { Length: > 0 } typed ? await bookingLine.ReadAsync(Actor, typed, new(known.ClientId, known.TherapistId, known.RoomId, known.ServiceId), cancel) : null;
        Form = line?.Form ?? known.ToForm();
        await ReadAsync(cancel);
        FillIn();
        Form.Date ??= UrlDates.Text(Today());
        Remarks = line?.Remarks ?? [];
        ModelState.Clear();
        return this.PageOr("_BookingForm");
    }

    /// <summary>Books it, or shows the dates of a series first.</summary>
    /// <param name="take">The way out that was pressed.</param>
    public Task<IActionResult> OnPostAsync(string? take, CancellationToken cancel)
    {
        Take(take);
        return AskAsync(BookAsync, cancel);
    }

    /// <summary>The dates of the series again, with what was chosen for them.</summary>
    public Task<IActionResult> OnPostPreviewAsync(CancellationToken cancel) => AskAsync(PreviewAsync, cancel);

    /// <summary>Books the series as chosen.</summary>
    public Task<IActionResult> OnPostSeriesAsync(CancellationToken cancel) => AskAsync(BookSeriesAsync, cancel);

    private async Task<IActionResult> AskAsync(Func<BookingRequest, CancellationToken, Task<IActionResult>> go, CancellationToken cancel)
    {
        if (!ModelState.IsValid) return await AgainAsync([], cancel);
        await ReadAsync(cancel);
        if (NewClientStep.IsWanted(Form) && await AddClientAsync(cancel) is { Length: > 0 } problems) return await AgainAsync(problems, cancel);
        FillIn();
        await freeRoom.FillAsync(Actor, Form, Options, cancel);
        var request = Form.ToRequest();
        return request.Succeeded ? await go(request.Value, cancel) : await AgainAsync(request.Problems, cancel);
    }

    private async Task<IActionResult> BookAsync(BookingRequest request, CancellationToken cancel)
    {
        if (Form.Frequency is not null) return await PreviewAsync(request, cancel);
        var booked = await bookAppointment.RunAsync(Actor, request, cancel);
        return booked.Succeeded ? end.After(this, booked.Value, ScheduleAction.Booked) : await AgainAsync(booked.Problems, cancel);
    }

    private async Task<IActionResult> PreviewAsync(BookingRequest request, CancellationToken cancel)
    {
        var preview = await series.PreviewAsync(Actor, Form, request, MinutesOf(request), Series, cancel);
        if (!preview.Succeeded) return await AgainAsync(preview.Problems, cancel);
        Preview = preview.Value;
        ModelState.Clear();
        return this.PageOr("_SeriesPreview");
    }

    private async Task<IActionResult> BookSeriesAsync(BookingRequest request, CancellationToken cancel)
    {
        var booked = await series.BookAsync(Actor, Form, request, MinutesOf(request), Series, cancel);
        if (booked.Succeeded) return this.GoTo($"/series/{booked.Value.SeriesId}");
        if (booked.Problems.Select(p => p.Detail).OfType<SeriesPreview>().FirstOrDefault() is not { } preview) return await AgainAsync(booked.Problems, cancel);
        Preview = preview;
        ModelState.Clear();
        return this.ShowForm("_SeriesPreview", booked.Problems, "");
    }

    private int MinutesOf(BookingRequest request) =>
        request.Minutes ?? Options.Services.FirstOrDefault(s => s.Id == request.ServiceCodeId)?.Minutes ?? Client?.UsualMinutes ?? 0;

    private async Task<Problem[]> AddClientAsync(CancellationToken cancel)
    {
        Alike = await newClient.AlikeAsync(Actor, Form, cancel);
        if (Alike.Count > 0) return [Problem.Conflict("FirstName", "Somebody on file looks alike: choose them, or add this person all the same.")];
        var added = await newClient.RunAsync(Actor, Form, cancel);
        if (!added.Succeeded) return [.. added.Problems];
        (Form.ClientId, Form.Client) = (added.Value.Id, added.Value.FullName);
        (Form.FirstName, Form.LastName, Form.Phone, Form.DateOfBirth, Form.FileNumber) = (null, null, null, null, null);
        await ReadAsync(cancel);
        return [];
    }
}
