using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Api;

/// <summary>The people who sign in: <c>/api/users</c>.</summary>
public static class UsersApi
{
    /// <summary>Maps the endpoints.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        var all = api.MapGroup("/users").WithTags("users");
        all.MapGet("", ListAsync).Needs(Permission.ManageUsers).Described("listUsers", "List all users")
            .Query<UserRole>("role", "Holds this role.").Query<bool>("isActive", "Only those who may sign in, or may not.").Query<long>("locationId", "Works at this location.").Paged<UserOrder>()
            .Produces<PageJson<UserJson>>().MayRefuse(422);
        all.MapGet("/{id:long}", OneAsync).Needs(Permission.ManageUsers).Described("getUser", "Get user by ID").Produces<UserJson>().MayRefuse(404);
        all.MapPut("/{id:long}", EditAsync).Needs(Permission.ManageUsers).Described("editUser", "Update user", "What is left out stays as it is.")
            .Produces<UserJson>().MayRefuse(404, 409, 412, 422, 428);
        all.MapDelete("/{id:long}", DeactivateAsync).Needs(Permission.ManageUsers).Described("deactivateUser", "Delete user", "Shuts the person out at once; the row stays. With bookings to come it answers 409 with warnings and bookings, until confirmBookings=true.")
            .Query<bool>("confirmBookings", "true deactivates although bookings are to come; they stay as they are.").Produces(204).MayRefuse(404, 409);
        all.MapGet("/{id:long}/notification-preferences", NoticesAsync).ForTheSignedIn().Described("getNotificationPreferences", "Get user notification preferences", "One's own, or anybody's for MANAGE_USERS.")
            .Produces<NotificationPreferencesJson>().MayRefuse(403, 404);
        all.MapPut("/{id:long}/notification-preferences", EditNoticesAsync).ForTheSignedIn()
            .Described("editNotificationPreferences", "Update notification preferences", "One's own, or anybody's for MANAGE_USERS. They have no version.")
            .Produces<NotificationPreferencesJson>().MayRefuse(403, 404, 422);
    }

    private static async Task<IResult> ListAsync(HttpContext http, CurrentActor current, UserRows users, CancellationToken cancel)
    {
        var query = new ApiQuery(http);
        var (page, size) = query.Page();
        var filter = new UserRows.Filter
        {
            Role = query.One<UserRole>("role"), IsActive = query.YesNo("isActive"), LocationId = query.Id("locationId"),
            Order = query.One<UserOrder>("sort") ?? UserOrder.LastName, Page = page, PageSize = size,
        };
        if (query.Problems.Count > 0) return http.Refuse(query.Problems);
        var found = await users.PageAsync(current.Actor, filter, cancel);
        return Results.Json(new PageJson<UserJson>([.. found.Items.Select(UserJson.Of)], found.Page, found.PageSize, found.Total));
    }

    private static async Task<IResult> OneAsync(HttpContext http, long id, CurrentActor current, UserRows users, CancellationToken cancel)
    {
        var user = await users.OneAsync(current.Actor, id, cancel);
        return http.Versioned(UserJson.Of(user), user.Version);
    }

    private static async Task<IResult> EditAsync(
        HttpContext http, long id, Changes<UserEditJson> changes, CurrentActor current, UserRows users, UserEdits edits, CancellationToken cancel)
    {
        var now = await users.OneAsync(current.Actor, id, cancel);
        var body = changes.Over(http, UserEditJson.Of(now), UserJson.Of(now), now.Version);
        if (body.Problems.Count > 0) return http.Refuse(body.Problems);
        var seen = http.SeenVersion(body.Value!.Version);
        var outcome = await edits.RunAsync(current.Actor, id, seen, body.Value, now, cancel);
        return outcome.Succeeded ? await OneAsync(http, id, current, users, cancel) : http.AnswerEdit(seen, outcome, _ => Results.NoContent());
    }

    private static async Task<IResult> DeactivateAsync(HttpContext http, long id, CurrentActor current, UserRows users, DeactivateStaffMember deactivate, CancellationToken cancel)
    {
        var query = new ApiQuery(http);
        var confirmed = query.YesNo("confirmBookings") ?? false;
        if (query.Problems.Count > 0) return http.Refuse(query.Problems);
        var now = await users.OneAsync(current.Actor, id, cancel);
        return http.Answer(await deactivate.RunAsync(current.Actor, id, isActive: false, now.AccountLocked, confirmed, cancel), _ => Results.NoContent());
    }

    private static async Task<IResult> NoticesAsync(long id, CurrentActor current, EditNotificationPreferences preferences, CancellationToken cancel) =>
        Results.Json(NotificationPreferencesJson.Of(await preferences.GetAsync(current.Actor, id, cancel)));

    private static async Task<IResult> EditNoticesAsync(
        HttpContext http, long id, Changes<NotificationPreferencesEditJson> changes, CurrentActor current, EditNotificationPreferences preferences, CancellationToken cancel)
    {
        var now = await preferences.GetAsync(current.Actor, id, cancel);
        var body = changes.Over(http, new(), NotificationPreferencesJson.Of(now), null);
        if (body.Problems.Count > 0) return http.Refuse(body.Problems);
        var wanted = body.Value!;
        var request = new EditNotificationPreferences.Request(id, wanted.EmailNotifications ?? now.EmailNotifications,
            wanted.SmsNotifications ?? now.SmsNotifications, wanted.PushNotifications ?? now.PushNotifications);
        return http.Answer(await preferences.RunAsync(current.Actor, request, cancel), saved => Results.Json(NotificationPreferencesJson.Of(saved)));
    }
}

/// <summary>Carries an edit of a user through: who they are, their roles, and whether they may come in.</summary>
public sealed class UserEdits(EditStaffMember editStaffMember, SetRoles setRoles, DeactivateStaffMember deactivate)
{
    /// <summary>Each part that differs, after the version was found to be the one that was seen.</summary>
    public async Task<Outcome<long>> RunAsync(Actor actor, long id, int seen, UserEditJson wanted, UserRow now, CancellationToken cancel)
    {
        var (isActive, isLocked) = (wanted.IsActive ?? now.IsActive, wanted.AccountLocked ?? now.AccountLocked);
        if (now.IsActive && !isActive && wanted.ConfirmBookings != true && await deactivate.InTheWayAsync(actor, id, cancel) is { } inTheWay) return inTheWay; // before anything is changed
        var edited = await editStaffMember.RunAsync(actor, new()
        {
            UserId = id, Version = seen, FirstName = wanted.FirstName, LastName = wanted.LastName, Email = wanted.Email, Phone = wanted.Phone, Title = wanted.Title,
            PreferredLanguage = wanted.PreferredLanguage ?? LanguageCode.En,
        }, cancel);
        if (!edited.Succeeded) return edited;
        if (wanted.RolesAfter(now.Roles) is { } roles && await setRoles.RunAsync(actor, id, roles, cancel) is { Succeeded: false } refused)
            return Outcome<long>.Failed(refused.Problems);
        if ((isActive, isLocked) != (now.IsActive, now.AccountLocked) && await deactivate.RunAsync(actor, id, isActive, isLocked, confirmBookings: true, cancel) is { Succeeded: false } kept)
            return Outcome<long>.Failed(kept.Problems);
        return id;
    }
}
