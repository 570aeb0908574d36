using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Api;

/// <summary>The practice, its locations, rooms and equipment: <c>/api/practice</c>.</summary>
public static class PracticeApi
{
    /// <summary>Maps the endpoints.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        var all = api.MapGroup("/practice").WithTags("practice");
        all.MapGet("", OneAsync).ForTheSignedIn().Described("getPractice", "Get practice information").Produces<PracticeJson>().MayRefuse(404);
        all.MapPut("", EditAsync).Needs(Permission.ManagePractice).Described("editPractice", "Update practice information", "What is left out stays as it is.")
            .Produces<PracticeJson>().MayRefuse(404, 412, 422, 428);
        all.MapGet("/locations", LocationsAsync).ForTheSignedIn().Described("listLocations", "List practice locations")
            .Query<bool>("isActive", "Only those in use, or out of use.").Query<int>("page", "Page wanted, from 1.").Query<int>("pageSize", "Rows a page: 1 to 200, 50 when not given.")
            .Produces<PageJson<LocationJson>>().MayRefuse(422);
        all.MapPost("/locations", AddLocationAsync).Needs(Permission.ManagePractice).Described("addLocation", "Add new location").Produces<LocationJson>(201).MayRefuse(409, 422);
        all.MapGet("/rooms", RoomsAsync).ForTheSignedIn().Described("listRooms", "List therapy rooms")
            .Query<long>("locationId", "At this location.").Query<bool>("isActive", "Only those in use, or out of use.")
            .Query<int>("page", "Page wanted, from 1.").Query<int>("pageSize", "Rows a page: 1 to 200, 50 when not given.").Produces<PageJson<RoomJson>>().MayRefuse(422);
        all.MapPost("/equipment", AddEquipmentAsync).Needs(Permission.ManagePractice).Described("addEquipment", "Manage therapy equipment", "Adds a sort of device.")
            .Produces<EquipmentJson>(201).MayRefuse(409, 422);
    }

    private static async Task<IResult> OneAsync(HttpContext http, CurrentActor current, PlaceLists places, CancellationToken cancel)
    {
        var practice = await places.PracticeAsync(current.Actor, cancel);
        return http.Versioned(PracticeJson.Of(practice, current.Actor.May(Permission.ManagePractice)), practice.Version);
    }

    private static async Task<IResult> EditAsync(
        HttpContext http, Changes<PracticeEditJson> changes, CurrentActor current, PlaceLists places, EditPractice editPractice, CancellationToken cancel)
    {
        var now = await places.PracticeAsync(current.Actor, cancel);
        var body = changes.Over(http, PracticeEditJson.Of(now), PracticeJson.Of(now, current.Actor.May(Permission.ManagePractice)), now.Version);
        if (body.Problems.Count > 0) return http.Refuse(body.Problems);
        var seen = http.SeenVersion(body.Value!.Version);
        var outcome = await editPractice.RunAsync(current.Actor, body.Value.ToRequest(seen), cancel);
        return http.AnswerEdit(seen, outcome, practice => http.Versioned(PracticeJson.Of(practice, runsIt: true), practice.Version));
    }

    private static async Task<IResult> LocationsAsync(HttpContext http, CurrentActor current, PlaceLists places, CancellationToken cancel)
    {
        var query = new ApiQuery(http);
        var (isActive, (page, size)) = (query.YesNo("isActive"), query.Page());
        if (query.Problems.Count > 0) return http.Refuse(query.Problems);
        var found = await places.LocationsAsync(current.Actor, isActive, page, size, cancel);
        return Results.Json(new PageJson<LocationJson>([.. found.Items.Select(LocationJson.Of)], found.Page, found.PageSize, found.Total));
    }

    private static async Task<IResult> AddLocationAsync(HttpContext http, Body<LocationWriteJson> body, CurrentActor current, SaveLocation saveLocation, CancellationToken cancel)
    {
        if (body.Problems.Count > 0) return http.Refuse(body.Problems);
        return http.Answer(await saveLocation.RunAsync(current.Actor, body.Value!.ToRequest(), cancel), l => Results.Json(LocationJson.Of(l), statusCode: 201));
    }

    private static async Task<IResult> RoomsAsync(HttpContext http, CurrentActor current, PlaceLists places, CancellationToken cancel)
    {
        var query = new ApiQuery(http);
        var (location, isActive, (page, size)) = (query.Id("locationId"), query.YesNo("isActive"), query.Page());
        if (query.Problems.Count > 0) return http.Refuse(query.Problems);
        var found = await places.RoomsAsync(current.Actor, location, isActive, page, size, cancel);
        return Results.Json(new PageJson<RoomJson>([.. found.Items.Select(RoomJson.Of)], found.Page, found.PageSize, found.Total));
    }

    private static async Task<IResult> AddEquipmentAsync(HttpContext http, Body<EquipmentWriteJson> body, CurrentActor current, SaveEquipment saveEquipment, CancellationToken cancel)
    {
        if (body.Problems.Count > 0) return http.Refuse(body.Problems);
        var e = body.Value!;
        var request = new SaveEquipment.Request
        {
            Name = e.Name!, Description = e.Description, Quantity = e.Quantity ?? 1, IsAvailable = e.IsAvailable ?? true, Notes = e.Notes, LocationId = e.LocationId,
        };
        return http.Answer(await saveEquipment.RunAsync(current.Actor, request, cancel), made => Results.Json(EquipmentJson.Of(made), statusCode: 201));
    }
}
