using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Api;

/// <summary>Appointments: <c>/api/appointments</c>.</summary>
public static class AppointmentsApi
{
    /// <summary>Maps the endpoints.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        var all = api.MapGroup("/appointments").WithTags("appointments");
        all.MapGet("", ListAsync).Needs(Permission.ViewAppointments).Described("listAppointments", "List appointments with filtering options")
            .Query<string>("from", "Starts then or later: a time with offset, or a day of the location (the main one without locationId).")
            .Query<string>("to", "Starts before that time, or on that day at the latest.")
            .Query<long>("locationId", "At this location.").Query<long>("roomId", "In this room.")
            .Query<long>("therapistId", "With this person, as therapist or further staff.").Query<long>("clientId", "With this client, alone or in a group.")
            .Query<string>("status", "One or more of SCHEDULED, CONFIRMED, COMPLETED, CANCELLED, NOSHOW, parted by commas.").Paged<AppointmentOrder>()
            .Produces<PageJson<AppointmentSummaryJson>>().MayRefuse(422);
        all.MapGet("/{id:long}", OneAsync).Needs(Permission.ViewAppointments).Described("getAppointment", "Get appointment details")
            .Produces<AppointmentJson>().ProducesProblem(404);
        AppointmentQuestions.Map(all);
        AppointmentWrites.Map(all);
        SeriesApi.Map(all);
    }

    private static async Task<IResult> ListAsync(
        HttpContext http, CurrentActor current, AppointmentRows rows, LocationClock clock, AuditReads audit, CancellationToken cancel)
    {
        var query = new ApiQuery(http);
        var (from, to, location) = (query.DayOrTime("from"), query.DayOrTime("to"), query.Id("locationId"));
        var (page, size) = query.Page();
        var filter = new AppointmentRows.Filter
        {
            LocationId = location, RoomId = query.Id("roomId"), TherapistId = query.Id("therapistId"), ClientId = query.Id("clientId"),
            Status = query.Some<AppointmentStatus>("status"), Order = query.One<AppointmentOrder>("sort") ?? AppointmentOrder.StartTime, Page = page, PageSize = size,
        };
        if (query.Problems.Count > 0) return http.Refuse(query.Problems);
        if (from != default || to != default)
        {
            var zone = await clock.ZoneAsync(current.Actor, location, cancel);
            filter = filter with { From = Begin(from, zone, 0), To = Begin(to, zone, 1) };
        }
        var found = await rows.PageAsync(current.Actor, filter, cancel);
        audit.List("appointment.listed", http.Request.QueryString.Value ?? "", found.Total);
        return Results.Json(new PageJson<AppointmentSummaryJson>([.. found.Items.Select(AppointmentSummaryJson.Of)], found.Page, found.PageSize, found.Total));
    }

    private static async Task<IResult> OneAsync(HttpContext http, long id, CurrentActor current, AppointmentRows rows, AuditReads audit, CancellationToken cancel)
    {
        var (row, parts) = await rows.OneAsync(current.Actor, id, cancel);
        audit.One("appointment.read", id, row.ClientId);
        return http.Versioned(AppointmentJson.Of(row, parts), row.Version);
    }

    private static Instant? Begin((LocalDate? Day, Instant? Moment) at, string zone, int daysLater) =>
        at.Day is { } day ? Zones.StartOfDay(day.PlusDays(daysLater), zone) : at.Moment;
}
