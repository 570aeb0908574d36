using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Http;

namespace TherapyCrm.Web.Pages.Appointments;

/// <summary>Takes a room for a visit at the practice when the desk leaves the choice open.</summary>
public sealed class FreeRoom(NextThatFits nextThatFits)
{
    /// <summary>The first suitable room that is free then; when nothing fits, a suitable one, so that the refusal says what is in the way.</summary>
    public async Task FillAsync(Actor actor, BookingForm form, BookingOptions options, CancellationToken cancel)
    {
        if (form.RoomId is not null || form.Place != AppointmentPlace.Practice || form.LocationId is not { } location) return;
        if (UrlDates.Day(form.Date) is not { } day || UrlDates.Time(form.StartTime) is not { } time) return;
        var service = options.Services.FirstOrDefault(s => s.Id == form.ServiceCodeId);
        if (form.DurationMinutes is null && service is null) return;
        var fits = await nextThatFits.RunAsync(actor, new()
        {
            LocationId = location, ServiceCodeId = service?.Id, Minutes = form.DurationMinutes, TherapistId = form.TherapistId,
            From = day, Earliest = time, Weeks = 1, Most = 1,
        }, cancel);
        form.RoomId = fits is { Succeeded: true, Value: [var fit, ..] } && fit.Start == day + time ? fit.RoomId : Suitable(form, options, service)?.Id;
    }

    private static BookingOptions.Space? Suitable(BookingForm form, BookingOptions options, BookingOptions.Offer? service) =>
        options.Rooms.Where(r => r.LocationId == form.LocationId && (service?.RoomKindId is not { } kind || r.KindId == kind)).FirstOrDefault(r => (r.Capacity ?? int.MaxValue) >= form.Participants.Count);
}
