using System.ComponentModel.DataAnnotations;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Api;

/// <summary>Why an appointment is cancelled: a reason from the practice's list, or in words.</summary>
public sealed record CancelJson
{
    public string? Reason { get; init; }
    public long? ReasonId { get; init; }

    /// <summary>Whose wish it was.</summary>
    [Required] public CancelledBy? CancelledBy { get; init; }
    public string? Notes { get; init; }
}

/// <summary>The part of <see cref="AppointmentsApi"/> that changes appointments.</summary>
internal static class AppointmentWrites
{
    public static void Map(RouteGroupBuilder all)
    {
        all.MapPost("", BookAsync).Needs(Permission.BookAppointments).Described("bookAppointment", "Create a new appointment",
                "Answers 409 with conflicts and alternatives when something it needs is taken, 409 with warnings when the time lies outside the usual hours (allowOutsideHours confirms them).")
            .Produces<AppointmentJson>(201).MayRefuse(404, 409, 422);
        all.MapPut("/{id:long}", EditAsync).Needs(Permission.BookAppointments).Described("editAppointment", "Update an appointment", "What is left out stays as it is.")
            .Produces<AppointmentJson>().MayRefuse(404, 409, 412, 422, 428);
        all.MapDelete("/{id:long}", DeleteAsync).Needs(Permission.BookAppointments).Described("deleteAppointment", "Delete an appointment", "It was entered in error: it is hidden, what it held is free, and its history stays.")
            .Produces(204).MayRefuse(404, 412, 422);
        all.MapPost("/{id:long}/cancel", CancelAsync).Needs(Permission.BookAppointments).Described("cancelAppointment", "Cancel an appointment")
            .Produces<AppointmentJson>().MayRefuse(404, 412, 422);
        all.MapGet("/{id:long}/participants", GroupAsync).Needs(Permission.ViewAppointments).Described("listParticipants", "Get group session participants")
            .Produces<PageJson<ParticipantJson>>().MayRefuse(404, 422);
        all.MapPost("/{id:long}/participants", JoinAsync).Needs(Permission.BookAppointments).Described("addParticipant", "Add participant to group session")
            .Produces<ParticipantJson>(201).MayRefuse(404, 409, 412, 422);
    }

    private static async Task<IResult> BookAsync(
        HttpContext http, Body<AppointmentWriteJson> body, CurrentActor current, BookAppointment bookAppointment, AppointmentRows rows, LocationClock clock, CancellationToken cancel)
    {
        if (body.Problems.Count > 0) return http.Refuse(body.Problems);
        var wanted = body.Value!;
        if (wanted.CheckTimes() is { Count: > 0 } wrong) return http.Refuse(wrong);
        var outcome = await bookAppointment.RunAsync(current.Actor, wanted.ToRequest(await clock.ZoneAsync(current.Actor, wanted.LocationId, cancel)), cancel);
        if (!outcome.Succeeded) return http.Refuse(outcome.Problems, AppointmentWriteJson.Rename);
        var (row, parts) = await rows.OneAsync(current.Actor, outcome.Value.Id, cancel);
        http.Versioned(row.Version);
        return Results.Created($"/api/appointments/{row.Id}", AppointmentJson.Of(row, parts));
    }

    private static async Task<IResult> EditAsync(
        HttpContext http, long id, Changes<AppointmentEditJson> changes, CurrentActor current, AppointmentEdits edits, AppointmentRows rows, CancellationToken cancel)
    {
        var (now, parts) = await rows.OneAsync(current.Actor, id, cancel);
        var shown = AppointmentJson.Of(now, parts);
        var body = changes.Over(http, AppointmentEditJson.Of(shown), shown, now.Version);
        if (body.Problems.Count > 0) return http.Refuse(body.Problems);
        var seen = http.SeenVersion(body.Value!.Version);
        var outcome = await edits.RunAsync(current.Actor, id, seen, changes, body.Value, now, cancel);
        return outcome.Succeeded ? await ShowAsync(http, current, rows, id, cancel) : http.AnswerEdit(seen, outcome, _ => Results.NoContent(), AppointmentWriteJson.Rename);
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, long id, CurrentActor current, DeleteAppointment deleteAppointment, CancellationToken cancel) =>
        http.Answer(await deleteAppointment.RunAsync(current.Actor, new(id, http.SeenVersionIfSaid()), cancel), _ => Results.NoContent());

    private static async Task<IResult> CancelAsync(
        HttpContext http, long id, Body<CancelJson> body, CurrentActor current, CancelAppointment cancelAppointment, AppointmentRows rows, CancellationToken cancel)
    {
        if (body.Problems.Count > 0) return http.Refuse(body.Problems);
        var outcome = await cancelAppointment.RunAsync(current.Actor, new()
        {
            AppointmentId = id, Version = http.SeenVersionIfSaid(), ReasonId = body.Value!.ReasonId, Reason = body.Value.Reason, CancelledBy = body.Value.CancelledBy!.Value, Notes = body.Value.Notes,
        }, cancel);
        return outcome.Succeeded ? await ShowAsync(http, current, rows, id, cancel) : http.Refuse(outcome.Problems);
    }

    private static async Task<IResult> GroupAsync(HttpContext http, long id, CurrentActor current, AppointmentRows rows, AuditReads audit, CancellationToken cancel)
    {
        var query = new ApiQuery(http);
        if (query.Problems.Count > 0) return http.Refuse(query.Problems);
        var group = await rows.GroupAsync(current.Actor, id, cancel);
        audit.List("appointment.participants_listed", $"appointment={id}", group.Count);
        return Results.Json(new PageJson<ParticipantJson>([.. group.Select(ParticipantJson.Of)], 1, ApiQuery.LargestPage, group.Count));
    }

    private static async Task<IResult> JoinAsync(
        HttpContext http, long id, Body<ParticipantWriteJson> body, CurrentActor current, AddParticipant addParticipant, AppointmentRows rows, CancellationToken cancel)
    {
        if (body.Problems.Count > 0) return http.Refuse(body.Problems);
        var joins = body.Value!;
        var outcome = await addParticipant.RunAsync(current.Actor, new(id, joins.ClientId!.Value, joins.LearnerId, joins.Notes, http.SeenVersionIfSaid()), cancel);
        if (!outcome.Succeeded) return http.Refuse(outcome.Problems, AppointmentWriteJson.Rename);
        var joined = (await rows.GroupAsync(current.Actor, id, cancel)).Single(p => p.ClientId == joins.ClientId && p.LearnerId == joins.LearnerId);
        return Results.Created($"/api/appointments/{id}/participants", ParticipantJson.Of(joined));
    }

    private static async Task<IResult> ShowAsync(HttpContext http, CurrentActor current, AppointmentRows rows, long id, CancellationToken cancel)
    {
        var (row, parts) = await rows.OneAsync(current.Actor, id, cancel);
        return http.Versioned(AppointmentJson.Of(row, parts), row.Version);
    }
}
