using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using TherapyCrm.Domain.Access;

namespace TherapyCrm.Web.Access;

/// <summary>Recognises a program by its access token; the person and the session behind it are looked up on each call, so that ending either counts at once.</summary>
public sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AccessTokens tokens,
    Sessions sessions, ActorLoader loader, ActorCache cache, CurrentActor current) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public const string Bearer = "Bearer";
    private const string Prefix = Bearer + " ";

    /// <summary>True when the request carries a token.</summary>
    public static bool Comes(HttpRequest request) => request.Headers.Authorization.ToString().StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Comes(Request)) return AuthenticateResult.NoResult();
        if (await tokens.ReadAsync(Request.Headers.Authorization.ToString()[Prefix.Length..].Trim()) is not { } bearer) return AuthenticateResult.Fail("The token does not count.");
        if (await sessions.FindApiAsync(bearer.Family, current.Now, Context.RequestAborted) is not { } session || session.UserId != bearer.UserId)
            return AuthenticateResult.Fail("The session has ended.");
        var practice = await cache.PracticeAsync(sessions, session.Stamp, Context.RequestAborted);
        var actor = await cache.ActorAsync(loader, session.UserId, session.Stamp, current.Now, Context.RequestAborted);
        current.Is(actor, session, practice);
        var id = session.UserId.ToString(CultureInfo.InvariantCulture);
        return AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, id)], Bearer)), Bearer));
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = Comes(Request) ? "Bearer error=\"invalid_token\"" : Bearer;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
