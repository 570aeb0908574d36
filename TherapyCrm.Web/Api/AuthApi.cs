using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;

namespace TherapyCrm.Web.Api;

/// <summary>Signing in, refreshing and one's own profile: <c>/api/auth</c>.</summary>
public static class AuthApi
{
    /// <summary>Maps the endpoints.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        var auth = api.MapGroup("/auth").WithTags("auth");
        auth.MapPost("/login", LoginAsync).AllowAnonymous().RequireRateLimiting(RequestLimits.SignIn)
            .Described("login", "Sign in", "Answers 401 with code totp_required when the person uses one-time codes: send the same again with totp. Ten tries a minute.")
            .Produces<TokensJson>().ProducesProblem(401).MayRefuse(422);
        auth.MapPost("/refresh-token", RefreshAsync).AllowAnonymous()
            .Described("refreshToken", "Exchange a refresh token", "Each refresh token counts once; one that comes twice ends its whole family.")
            .Produces<TokensJson>().ProducesProblem(401).MayRefuse(422);
        auth.MapPost("/register", RegisterAsync).Needs(Permission.ManageUsers)
            .Described("register", "User registration", "Invites a person; only for an administrator. The person chooses the password by the invitation, which goes out by e-mail, or is in the answer where no letter could be sent.")
            .Produces<RegisteredJson>(201).MayRefuse(409, 422);
        auth.MapPut("/profile", EditProfileAsync).ForTheSignedIn().Described("editProfile", "Update user profile", "What is left out stays as it is.")
            .Produces<UserJson>().MayRefuse(412, 422, 428);
        auth.MapGet("/profile", ProfileAsync).ForTheSignedIn().Described("getProfile", "Get current user profile").Produces<UserJson>();
    }

    private static async Task<IResult> LoginAsync(
        HttpContext http, Body<LoginJson> body, SignIn signIn, IssueTokens issueTokens, SignedInTokens answer, CancellationToken cancel)
    {
        if (body.Problems.Count > 0) return http.Refuse(body.Problems);
        var (address, agent) = (CurrentActor.AddressOf(http), CurrentActor.UserAgentOf(http));
        var said = await signIn.RunAsync(new() { Email = body.Value!.Email!, Password = body.Value.Password!, Code = body.Value.Totp, Address = address, UserAgent = agent }, cancel);
        if (said.Step != SignInStep.Passed) return Refuse(said.Step);
        if (await answer.DueFirstAsync(said.UserId, cancel) is { } due) return due;
        return await answer.ShowAsync(http, await issueTokens.RunAsync(said.UserId, address, agent, cancel), cancel);
    }

    private static async Task<IResult> RefreshAsync(HttpContext http, Body<RefreshJson> body, RefreshTokens refreshTokens, SignedInTokens answer, CancellationToken cancel)
    {
        if (body.Problems.Count > 0) return http.Refuse(body.Problems);
        return await refreshTokens.RunAsync(body.Value!.RefreshToken!, CurrentActor.AddressOf(http), CurrentActor.UserAgentOf(http), cancel) is { } next
            ? await answer.ShowAsync(http, next, cancel)
            : ApiProblems.Problem(401, "The refresh token does not count.", "Sign in again.", ("code", "invalid_token"));
    }

    private static async Task<IResult> RegisterAsync(
        HttpContext http, Body<RegisterJson> body, CurrentActor current, InviteStaffMember invite, PersonLinks links, UserRows users, CancellationToken cancel)
    {
        if (body.Problems.Count > 0) return http.Refuse(body.Problems);
        var wanted = body.Value!;
        var outcome = await invite.RunAsync(current.Actor, new()
        {
            FirstName = wanted.FirstName, LastName = wanted.LastName, Email = wanted.Email, Phone = wanted.Phone, Language = wanted.PreferredLanguage ?? LanguageCode.En,
            Roles = [.. wanted.Roles ?? (wanted.Role is { } role ? [role] : [])], LocationIds = [.. wanted.LocationIds ?? []], IsBookable = wanted.IsBookable ?? false,
        }, cancel);
        if (!outcome.Succeeded) return http.Refuse(outcome.Problems);
        var user = await users.OneAsync(current.Actor, outcome.Value.UserId, cancel);
        var link = await links.SendAsync(http.Request, user.Email!, outcome.Value.Token, invitation: true, cancel);
        return Results.Created($"/api/users/{user.Id}", new RegisteredJson(UserJson.Of(user), link is null ? null : outcome.Value.Token, link));
    }

    private static async Task<IResult> EditProfileAsync(
        HttpContext http, Changes<ProfileEditJson> changes, CurrentActor current, UserRows users, EditProfile editProfile, CancellationToken cancel)
    {
        var me = await users.OneAsync(current.Actor, current.Actor.UserId!.Value, cancel);
        var body = changes.Over(http, ProfileEditJson.Of(me), UserJson.Of(me), me.Version);
        if (body.Problems.Count > 0) return http.Refuse(body.Problems);
        var (p, seen) = (body.Value!, http.SeenVersion(body.Value!.Version));
        var outcome = await editProfile.RunAsync(current.Actor, new()
        {
            Version = seen, FirstName = p.FirstName, LastName = p.LastName, Phone = p.Phone, Language = p.PreferredLanguage ?? me.PreferredLanguage, Theme = p.Theme ?? me.Theme,
            Density = p.Density ?? me.Density, Uses24Hours = p.Uses24Hours ?? me.Uses24Hours, ShortcutsOn = p.ShortcutsOn ?? me.ShortcutsOn, PrivacyMode = p.PrivacyMode ?? me.PrivacyMode,
        }, cancel);
        return outcome.Succeeded ? await ProfileAsync(http, current, users, cancel) : http.AnswerEdit(seen, outcome, _ => Results.NoContent());
    }

    private static async Task<IResult> ProfileAsync(HttpContext http, CurrentActor current, UserRows users, CancellationToken cancel)
    {
        var me = await users.OneAsync(current.Actor, current.Actor.UserId!.Value, cancel);
        return http.Versioned(UserJson.Of(me), me.Version);
    }

    private static IResult Refuse(SignInStep step) => step switch
    {
        SignInStep.CodeNeeded => ApiProblems.Problem(401, "The one-time code is needed.", "Send the same again with totp.", ("code", "totp_required")),
        SignInStep.PasskeyNeeded => ApiProblems.Problem(401, "A second factor must be set up first.", "Programs need one-time codes; a passkey works on the pages only.", ("code", "second_factor_required")),
        SignInStep.CodeWrong => ApiProblems.Problem(401, "This code is not right, or was used before.", null, ("code", "totp_invalid")),
        _ => ApiProblems.Problem(401, "The e-mail address or the password is not right, or the account is locked for a while.", null, ("code", "invalid_credentials")),
    };
}
