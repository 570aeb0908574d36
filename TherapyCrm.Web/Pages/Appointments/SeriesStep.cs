using System.Globalization;
using NodaTime;
using NodaTime.Text;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Web.Pages.Appointments;

/// <summary>What the desk chose for one date of a series.</summary>
public sealed class SeriesDateForm
{
    /// <summary>The ISO date the rule gives.</summary>
    public string? Date { get; set; }

    /// <summary><c>keep</c>, <c>anyway</c> (confirms its warnings), <c>room:5</c>, <c>skip</c>, <c>aside</c>, or <c>later</c> (set aside for the problem shown).</summary>
    public string? Choice { get; set; }

    /// <summary>Another local time, 2026-12-01T14:00.</summary>
    public string? Start { get; set; }
}

/// <summary>Previews and books the series that a booking form asks for.</summary>
public sealed class SeriesStep(PreviewSeries previewSeries, BookSeries bookSeries)
{
    /// <summary>Every date with what is in its way; dates left for later are shown with their problem.</summary>
    public async Task<Outcome<SeriesPreview>> PreviewAsync(Actor actor, BookingForm form, BookingRequest booking, int minutes, IReadOnlyList<SeriesDateForm> dates, CancellationToken cancel)
    {
        var request = Ask(form, booking, minutes, dates);
        return request.Succeeded ? await previewSeries.RunAsync(actor, request.Value, cancel) : Outcome<SeriesPreview>.Failed(request.Problems);
    }

    /// <summary>Books it as chosen; a problem nobody decided about is reported with the preview.</summary>
    public async Task<Outcome<BookedSeries>> BookAsync(Actor actor, BookingForm form, BookingRequest booking, int minutes, IReadOnlyList<SeriesDateForm> dates, CancellationToken cancel)
    {
        var request = Ask(form, booking, minutes, dates);
        if (!request.Succeeded) return Outcome<BookedSeries>.Failed(request.Problems);
        var later = dates.Where(d => d.Choice == "later").Select(d => Http.UrlDates.Day(d.Date)).ToHashSet();
        var preview = later.Count == 0 ? null : await previewSeries.RunAsync(actor, request.Value, cancel);
        var isDecided = preview is { Succeeded: true } && preview.Value.Dates.Where(IsOpen).All(d => later.Contains(d.Date));
        return await bookSeries.RunAsync(actor, isDecided ? request.Value with { OnConflict = OnConflict.Place } : request.Value, cancel);
    }

    /// <summary>True for a date with a problem that nobody decided about.</summary>
    public static bool IsOpen(SeriesDatePlan date) => date.State is SeriesDateState.Conflict or SeriesDateState.Warning;

    private static Outcome<SeriesRequest> Ask(BookingForm form, BookingRequest booking, int minutes, IEnumerable<SeriesDateForm> dates)
    {
        var rule = form.ToRule(booking.Start, minutes);
        if (!rule.Succeeded) return Outcome<SeriesRequest>.Failed(rule.Problems);
        return new SeriesRequest { Booking = booking, Rule = rule.Value, Decisions = [.. dates.Select(Decision).OfType<SeriesDecision>().DistinctBy(d => d.Date)] };
    }

    private static SeriesDecision? Decision(SeriesDateForm chosen)
    {
        if (Http.UrlDates.Day(chosen.Date) is not { } date) return null;
        var start = Minutes.Parse(chosen.Start ?? "") is { Success: true } parsed ? parsed.Value : (LocalDateTime?)null;
        return chosen.Choice switch
        {
            "skip" => new(date, SeriesChoice.Skip),
            "aside" => new(date, SeriesChoice.SetAside),
            "anyway" => new(date, SeriesChoice.Keep) { AllowOutsideHours = true, Start = start },
            "later" => null,
            "keep" or null when start is null => null,
            { } room when room.StartsWith("room:", StringComparison.Ordinal) && long.TryParse(room[5..], NumberStyles.None, CultureInfo.InvariantCulture, out var id) =>
                new(date, SeriesChoice.Keep) { RoomId = id, Start = start },
            _ => new(date, SeriesChoice.Keep) { Start = start },
        };
    }

    private static LocalDateTimePattern Minutes { get; } = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm");
}
