using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using NodaTime;
using TherapyCrm.Domain.Access;

namespace TherapyCrm.Web.Access;

/// <summary>Who is behind this request, with what they may do at its one moment.</summary>
public sealed class CurrentActor(IHttpContextAccessor accessor, IClock clock)
{
    // In whole microseconds, as the databases keep it: what is answered at once is what is read later.
    private readonly Instant now = Instant.FromUnixTimeTicks(clock.GetCurrentInstant().ToUnixTimeTicks() / 10 * 10);
    private Actor? actor;

    /// <summary>The moment the whole request counts as now.</summary>
    public Instant Now => now;

    /// <summary>The session, of a page's cookie or of the API's token; null for nobody.</summary>
    public OpenSession? Session { get; private set; }

    /// <summary>The practice's name and choices; null for nobody.</summary>
    public PracticeFacts? Practice { get; private set; }

    /// <summary>True when the screen is locked.</summary>
    public bool IsLocked => Session is not null && Practice is not null && Session.IsLocked(now, Practice);

    /// <summary>The person; without rights when nobody is signed in.</summary>
    public Actor Actor => (actor ?? new Actor { UserId = null, Now = now }) with
    {
        Now = now,
        SessionId = Session?.SessionId,
        Stamp = Session?.Stamp,
        Address = AddressOf(accessor.HttpContext),
        UserAgent = UserAgentOf(accessor.HttpContext),
        CommandId = CommandOf(accessor.HttpContext),
        CommandFingerprint = accessor.HttpContext?.Features.Get<Fingerprint>()?.Text,
    };

    /// <summary>Set once a request by the authentication handler.</summary>
    public void Is(Actor loaded, OpenSession? session, PracticeFacts? practice) => (actor, Session, Practice) = (loaded, session, practice);

    /// <summary>The caller's address as the log keeps it.</summary>
    public static string? AddressOf(HttpContext? http) => http?.Connection.RemoteIpAddress?.ToString();

    /// <summary>The caller's browser, cut to what the log keeps.</summary>
    public static string? UserAgentOf(HttpContext? http) =>
        http?.Request.Headers.UserAgent.ToString() is { Length: > 0 } agent ? agent[..Math.Min(agent.Length, 255)] : null;

    private static Guid? CommandOf(HttpContext? http)
    {
        if (http is null) return null;
        var said = http.Request.Headers["Idempotency-Key"].ToString();
        if (said.Length == 0) said = http.Features.Get<IFormFeature>()?.Form?["__command"].ToString() ?? "";
        if (said.Length is 0 or > 200) return null;
        return Guid.TryParse(said, out var id) ? id : new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(said)).AsSpan(0, 16));
    }
}
