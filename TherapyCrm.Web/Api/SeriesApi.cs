using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Api;

/// <summary>The part of <see cref="AppointmentsApi"/> that books series.</summary>
internal static class SeriesApi
{
    public static void Map(RouteGroupBuilder all) => all.MapPost("/recurring", BookAsync).Needs(Permission.BookAppointments)
        .Described("bookSeries", "Create recurring appointments", "With onConflict report, any problem answers 409 with every occurrence and saves nothing; skip and place book the others.")
        .Produces<SeriesJson>(201).MayRefuse(404, 409, 422);

    private static async Task<IResult> BookAsync(
        HttpContext http, Body<SeriesWriteJson> body, CurrentActor current, BookSeries bookSeries, LocationClock clock, ServiceLength service, CancellationToken cancel)
    {
        if (body.Problems.Count > 0) return http.Refuse(body.Problems);
        var wanted = body.Value!;
        if (wanted.StartDate is null && wanted.Dates is not { Count: > 0 }) return http.Refuse([Problem.Invalid("startDate", "Please fill this in.")]);
        var minutes = wanted.DurationMinutes ?? await service.MinutesAsync(current.Actor, wanted.ServiceCodeId, cancel);
        if (minutes is null) return http.Refuse([Problem.Invalid("durationMinutes", "Please say how long it lasts, or choose a service.")]);
        var rule = wanted.ToRule(minutes.Value);
        var request = new SeriesRequest
        {
            Booking = wanted.ToBooking(rule.StartDate + rule.StartTime), Rule = rule,
            OnConflict = (OnConflict)(wanted.OnConflict ?? OnConflictJson.Report),
        };
        var zone = await clock.ZoneAsync(current.Actor, wanted.LocationId, cancel);
        var outcome = await bookSeries.RunAsync(current.Actor, request, cancel);
        if (outcome.Succeeded) return Results.Json(new SeriesJson(outcome.Value.SeriesId, [.. outcome.Value.Dates.Select(d => Show(http, d.Plan, Booked(d.Outcome), d.AppointmentId, zone))]), statusCode: 201);
        return outcome.Problems.Select(p => p.Detail).OfType<SeriesPreview>().FirstOrDefault() is { } preview
            ? Report(http, preview, zone)
            : http.Refuse(outcome.Problems, Rename);
    }

    private static IResult Report(HttpContext http, SeriesPreview preview, string zone)
    {
        OccurrenceJson[] dates = [.. preview.Dates.Select(d => Show(http, d, d.State is SeriesDateState.Conflict or SeriesDateState.Warning ? OccurrenceOutcome.Conflict : null, null, zone))];
        return ApiProblems.Problem(409, "Some dates have a problem; nothing is saved.", null,
            ("seriesId", null), ("occurrences", dates), ("conflicts", dates.SelectMany(d => d.Conflicts).ToArray()), ("warnings", dates.SelectMany(d => d.Warnings).ToArray()));
    }

    private static OccurrenceJson Show(HttpContext http, SeriesDatePlan date, OccurrenceOutcome? outcome, long? appointmentId, string zone) => new(
        date.StartTime.At(zone), date.EndTime.At(zone), outcome, appointmentId,
        [.. date.Conflicts.Select(c => ConflictJson.Of(c, zone))], http.Lists([.. date.Problems], Rename).Warnings);

    private static OccurrenceOutcome Booked(SeriesDateOutcome outcome) => outcome switch
    {
        SeriesDateOutcome.Booked => OccurrenceOutcome.Booked,
        SeriesDateOutcome.Skipped => OccurrenceOutcome.Skipped,
        _ => OccurrenceOutcome.ToPlace,
    };

    private static string Rename(string field) => field switch { "placeNote" => "location", "decisions" => "", _ => field };
}
