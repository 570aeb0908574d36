using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Api;

/// <summary>Clients and their learners: <c>/api/clients</c>.</summary>
public static class ClientsApi
{
    /// <summary>Maps the endpoints.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        var all = api.MapGroup("/clients").WithTags("clients");
        all.MapGet("", ListAsync).Needs(Permission.ViewClients).Described("listClients", "List all clients with filtering options")
            .Query<string>("search", "Beginnings of names in any order, the client's or a learner's, a file number, or digits of the phone.")
            .Query<string>("status", "One or more of ACTIVE, INACTIVE, ARCHIVED, WAITLIST, parted by commas; without it all but ARCHIVED.")
            .Query<Priority>("priority", "How soon something is wanted.").Query<long>("therapistId", "In the care of this person.")
            .Query<LanguageCode>("preferredLanguage", "Speaks this language.").Query<long>("clientTypeId", "Of this type of the practice.").Paged<ClientOrder>()
            .Produces<PageJson<FoundClientJson>>().MayRefuse(422);
        all.MapPost("", AddAsync).Needs(Permission.EditClients).Described("addClient", "Create a new client").Produces<ClientJson>(201).MayRefuse(409, 422);
        all.MapGet("/{id:long}", OneAsync).Needs(Permission.ViewClients).Described("getClient", "Get client details").Produces<ClientJson>().MayRefuse(404);
        all.MapPut("/{id:long}", EditAsync).Needs(Permission.EditClients).Described("editClient", "Update client information", "What is left out stays as it is.")
            .Produces<ClientJson>().MayRefuse(404, 409, 412, 422, 428);
        all.MapDelete("/{id:long}", ArchiveAsync).Needs(Permission.ArchiveClients)
            .Described("archiveClient", "Delete a client", "Archives the file. With bookings to come it answers 409 with warnings, until confirmBookings=true.")
            .Query<bool>("confirmBookings", "true archives although bookings are to come; they stay as they are.").Produces(204).MayRefuse(404, 409, 412, 422);
        all.MapGet("/{id:long}/learners", LearnersAsync).Needs(Permission.ViewClients).Described("listLearners", "Get client's associated learners")
            .Query<int>("page", "Page wanted, from 1.").Query<int>("pageSize", "Rows a page: 1 to 200, 50 when not given.")
            .Produces<PageJson<LearnerJson>>().MayRefuse(404, 422);
        all.MapGet("/{id:long}/appointments", AppointmentsAsync).Needs(Permission.ViewAppointments).Described("listClientAppointments", "Get client appointments")
            .Query<string>("status", "One or more of SCHEDULED, CONFIRMED, COMPLETED, CANCELLED, NOSHOW, parted by commas.").Paged<AppointmentOrder>()
            .Produces<PageJson<AppointmentSummaryJson>>().MayRefuse(404, 422);
    }

    private static async Task<IResult> ListAsync(HttpContext http, CurrentActor current, ClientRecords clients, ClientTypes types, AuditReads audit, CancellationToken cancel)
    {
        var query = new ApiQuery(http);
        var (page, size) = query.Page();
        var filter = new ClientRecords.Filter
        {
            Text = query.Text("search"), Status = query.Some<ClientStatus>("status"), Priority = query.One<Priority>("priority"), TherapistId = query.Id("therapistId"),
            Language = query.One<LanguageCode>("preferredLanguage"), TypeId = query.Id("clientTypeId"), Order = query.One<ClientOrder>("sort") ?? ClientOrder.LastName, Page = page, PageSize = size,
        };
        if (query.Problems.Count > 0) return http.Refuse(query.Problems);
        var found = await clients.PageAsync(current.Actor, filter, cancel);
        var inactive = await types.InactiveIdAsync(cancel);
        audit.List("client.listed", http.Request.QueryString.Value ?? "", found.Total);
        return Results.Json(new PageJson<FoundClientJson>([.. found.Items.Select(c => new FoundClientJson(c.Client, c.Learner, inactive))], found.Page, found.PageSize, found.Total));
    }

    private static async Task<IResult> AddAsync(HttpContext http, Body<ClientAddJson> body, CurrentActor current, AddClient addClient, ClientTypes types, CancellationToken cancel)
    {
        if (body.Problems.Count > 0) return http.Refuse(body.Problems, ClientWriteJson.Rename);
        var inactive = await types.InactiveIdAsync(cancel);
        return http.Answer(await addClient.RunAsync(current.Actor, new(body.Value!.ToDetails(), body.Value.FileNumber), cancel), client =>
        {
            http.Versioned(client.Version);
            return Results.Created($"/api/clients/{client.Id}", ClientJson.Of(client, inactive));
        }, ClientWriteJson.Rename);
    }

    private static async Task<IResult> OneAsync(HttpContext http, long id, CurrentActor current, ClientRecords clients, ClientTypes types, AuditReads audit, CancellationToken cancel)
    {
        var client = await clients.OneAsync(current.Actor, id, cancel);
        audit.One("client.read", id, id);
        return http.Versioned(ClientJson.Of(client, await types.InactiveIdAsync(cancel)), client.Version);
    }

    private static async Task<IResult> EditAsync(
        HttpContext http, long id, Changes<ClientEditJson> changes, CurrentActor current, ClientRecords clients, ClientTypes types, EditClient editClient, CancellationToken cancel)
    {
        var now = await clients.OneAsync(current.Actor, id, cancel);
        var inactive = await types.InactiveIdAsync(cancel);
        var body = changes.Over(http, ClientEditJson.Of(now, inactive), ClientJson.Of(now, inactive), now.Version);
        if (body.Problems.Count > 0) return http.Refuse(body.Problems);
        var seen = http.SeenVersion(body.Value!.Version);
        var outcome = await editClient.RunAsync(current.Actor, new(id, seen, body.Value.ToDetails()), cancel);
        return http.AnswerEdit(seen, outcome, client => http.Versioned(ClientJson.Of(client, inactive), client.Version), ClientWriteJson.Rename);
    }

    private static async Task<IResult> ArchiveAsync(HttpContext http, long id, CurrentActor current, ArchiveClient archiveClient, CancellationToken cancel)
    {
        var query = new ApiQuery(http);
        var confirmed = query.YesNo("confirmBookings") ?? false;
        if (query.Problems.Count > 0) return http.Refuse(query.Problems);
        return http.Answer(await archiveClient.RunAsync(current.Actor, new(id, http.SeenVersionIfSaid(), confirmed), cancel), _ => Results.NoContent());
    }

    private static async Task<IResult> LearnersAsync(HttpContext http, long id, CurrentActor current, ClientRecords clients, AuditReads audit, CancellationToken cancel)
    {
        var query = new ApiQuery(http);
        var (page, size) = query.Page();
        if (query.Problems.Count > 0) return http.Refuse(query.Problems);
        var found = await clients.LearnersAsync(current.Actor, id, page, size, cancel);
        audit.One("client.learners_read", id, id);
        return Results.Json(new PageJson<LearnerJson>([.. found.Items.Select(LearnerJson.Of)], found.Page, found.PageSize, found.Total));
    }

    private static async Task<IResult> AppointmentsAsync(
        HttpContext http, long id, CurrentActor current, ClientRecords clients, AppointmentRows rows, AuditReads audit, CancellationToken cancel)
    {
        var query = new ApiQuery(http);
        var (page, size) = query.Page();
        var filter = new AppointmentRows.Filter
        {
            ClientId = id, Status = query.Some<AppointmentStatus>("status"), Order = query.One<AppointmentOrder>("sort") ?? AppointmentOrder.StartTime, Page = page, PageSize = size,
        };
        if (query.Problems.Count > 0) return http.Refuse(query.Problems);
        await clients.OneAsync(current.Actor, id, cancel);
        var found = await rows.PageAsync(current.Actor, filter, cancel);
        audit.One("client.appointments_read", id, id);
        return Results.Json(new PageJson<AppointmentSummaryJson>([.. found.Items.Select(AppointmentSummaryJson.Of)], found.Page, found.PageSize, found.Total));
    }
}
