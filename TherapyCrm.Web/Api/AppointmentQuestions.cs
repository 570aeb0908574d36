using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Api;

/// <summary>The part of <see cref="AppointmentsApi"/> that asks whether a time fits.</summary>
internal static class AppointmentQuestions
{
    public static void Map(RouteGroupBuilder all) => all.MapGet("/conflicts", CheckAsync).Needs(Permission.BookAppointments)
        .Described("checkConflicts", "Check for scheduling conflicts", "Takes the fields of a booking and books nothing; with appointmentId it asks about changing that appointment.")
        .Query<long>("appointmentId", "The appointment that would be changed.").Query<string>("startTime", "ISO 8601 with offset.").Query<string>("endTime", "ISO 8601 with offset.")
        .Query<long>("clientId", "The client.").Query<long>("learnerId", "The client's learner.").Query<long>("therapistId", "The therapist.").Query<long>("locationId", "The location.")
        .Query<long>("roomId", "The room.").Query<AppointmentPlace>("place", "Left out: PRACTICE with a room, ONLINE without one.").Query<long>("serviceCodeId", "Gives the length without endTime.")
        .Query<string>("staff", "Further staff, with their roles or not: 4,7:SUPERVISOR.").Query<string>("equipment", "Devices and pieces: 3:2,5:1.").Query<string>("participants", "Clients and their learners: 12,15:4.")
        .Query<int>("maxParticipants", "Most participants of the group.").Query<string>("title", "Not looked at, as the four that follow.").Query<string>("location", "Not looked at.").Query<string>("notes", "Not looked at.")
        .Query<bool>("allowOutsideHours", "Not looked at: warnings are always told.").Query<string>("overbookReason", "Not looked at: conflicts are always told.").Query<bool>("isGroupSession", "True with participants.")
        .Produces<ConflictsJson>().MayRefuse(404, 422);

    private static async Task<IResult> CheckAsync(HttpContext http, CurrentActor current, CheckConflicts checkConflicts, LocationClock clock, CancellationToken cancel)
    {
        var query = new ApiQuery(http);
        var (wanted, appointment) = (Read(query), query.Id("appointmentId"));
        if (query.Problems.Count > 0) return http.Refuse(query.Problems);
        if (WriteModel.Missing(wanted, "").Concat(wanted.StartTime is null ? [] : wanted.CheckTimes()).ToArray() is { Length: > 0 } wrong) return http.Refuse(wrong);
        var booking = wanted.ToRequest(await clock.ZoneAsync(current.Actor, wanted.LocationId, cancel));
        var outcome = await checkConflicts.RunAsync(current.Actor, new(booking, appointment), cancel);
        return http.Answer(outcome, a => Results.Json(http.Lists([.. a.Conflicts, .. a.Warnings], AppointmentWriteJson.Rename)), AppointmentWriteJson.Rename);
    }

    private static AppointmentWriteJson Read(ApiQuery query)
    {
        var participants = query.Pairs("participants");
        return new()
        {
            Title = query.Text("title") ?? "?", StartTime = query.Time("startTime"), EndTime = query.Time("endTime"), ClientId = query.Id("clientId"), LearnerId = query.Id("learnerId"),
            TherapistId = query.Id("therapistId"), LocationId = query.Id("locationId"), RoomId = query.Id("roomId"), Place = query.One<AppointmentPlace>("place"),
            ServiceCodeId = query.Id("serviceCodeId"), Staff = [.. query.Each("staff", StaffOf).Select(s => new StaffJson(s.Id, s.Role))],
            Equipment = [.. query.Pairs("equipment").Select(e => new EquipmentUseJson(e.Id, (int)Math.Min(e.With ?? 1, int.MaxValue)))],
            IsGroupSession = query.YesNo("isGroupSession") ?? participants.Count > 0, MaxParticipants = query.Whole("maxParticipants", 1, 200),
            Participants = [.. participants.Select(p => new ParticipantRefJson { ClientId = p.Id, LearnerId = p.With })],
        };
    }

    private static (long Id, TherapistRole Role)? StaffOf(string text) => text.Split(':') switch
    {
        [var id] when ApiQuery.IdOf(id) is { } first => (first, TherapistRole.Assistant),
        [var id, var role] when ApiQuery.IdOf(id) is { } first && StoredText.TryParse<TherapistRole>(role, out var named) => (first, named),
        _ => null,
    };
}
