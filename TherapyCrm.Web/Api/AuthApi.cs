using TherapyCrm.Domain.Access;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Api;

/// <summary>Signing in, refreshing and one's own profile: <c>/api/auth</c>.</summary>
public static class AuthApi
{
    /// <summary>Maps the endpoints.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        var auth = api.MapGroup("/auth").WithTags("auth");
        auth.MapPost("/login", LoginAsync).AllowAnonymous().RequireRateLimiting(ApiLimits.SignIn)
            .Described("login", "Sign in", "Answers 401 with code totp_required when the person uses one-time codes: send the same again with totp. Ten tries a minute.")
            .Produces<TokensJson>().ProducesProblem(401).MayRefuse(422);
        auth.MapPost("/refresh-token", RefreshAsync).AllowAnonymous()
            .Described("refreshToken", "Exchange a refresh token", "Each refresh token counts once; one that comes twice ends its whole family.")
            .Produces<TokensJson>().ProducesProblem(401).MayRefuse(422);
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

    private static async Task<IResult> ProfileAsync(HttpContext http, CurrentActor current, UserRows users, CancellationToken cancel)
    {
        var me = await users.OneAsync(current.Actor, current.Actor.UserId!.Value, cancel);
        return http.Versioned(UserJson.Of(me), me.Version);
    }

    private static IResult Refuse(SignInStep step) => step switch
    {
        SignInStep.CodeNeeded => ApiProblems.Problem(401, "The one-time code is needed.", "Send the same again with totp.", ("code", "totp_required")),
        SignInStep.CodeWrong => ApiProblems.Problem(401, "This code is not right, or was used before.", null, ("code", "totp_invalid")),
        _ => ApiProblems.Problem(401, "The e-mail address or the password is not right, or the account is locked for a while.", null, ("code", "invalid_credentials")),
    };
}
