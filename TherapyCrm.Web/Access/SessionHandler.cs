using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using TherapyCrm.Domain.Access;

namespace TherapyCrm.Web.Access;

/// <summary>Recognises the person by the random token in the cookie, whose session lies on the server.</summary>
public sealed class SessionHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder,
    Sessions sessions, ActorLoader loader, ActorCache cache, CurrentActor current) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public const string Session = "Session";

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SessionCookie.Read(Context) is not { } token) return AuthenticateResult.NoResult();
        if (await sessions.FindAsync(token, Context.RequestAborted) is not { } session) return AuthenticateResult.Fail("The session has ended.");
        var practice = await cache.PracticeAsync(sessions, session.Stamp, Context.RequestAborted);
        if (session.IsOver(current.Now, practice)) return AuthenticateResult.Fail("The session is over.");
        var actor = await cache.ActorAsync(loader, session.UserId, session.Stamp, current.Now, Context.RequestAborted);
        current.Is(actor, session, practice);
        if (!current.IsLocked && !IsPolling(Request)) await sessions.TouchAsync(session, current.Now, Context.RequestAborted);
        var id = session.UserId.ToString(CultureInfo.InvariantCulture);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, id)], Session);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Session));
    }

    /// <summary>Sends nobody to the sign-in page, a fragment request by header.</summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (AccessAnswers.IsApi(Context)) Response.StatusCode = StatusCodes.Status401Unauthorized;
        else AccessAnswers.SendTo(Context, "/sign-in");
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    // What a page asks for by itself never counts as a person's activity.
    private static bool IsPolling(HttpRequest request) =>
        request.Headers.ContainsKey("X-Background") || request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.Ordinal);
}
