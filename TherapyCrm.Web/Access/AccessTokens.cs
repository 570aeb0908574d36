using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using NodaTime;
using TherapyCrm.Domain.Access;

namespace TherapyCrm.Web.Access;

/// <summary>Signs and checks the API's access tokens: ten minutes, ES256 and nothing else (access.md §3). A token names a person and a session; what they may do is looked up on each call.</summary>
public sealed class AccessTokens(KeyFolder keys, IClock clock) : IDisposable
{
    /// <summary>How long a token counts.</summary>
    public static readonly Duration Lasts = Duration.FromMinutes(10);
    private const string Issuer = "therapy-crm", Audience = "therapy-crm-api";
    private readonly Lazy<ECDsaSecurityKey> key = new(() => Load(keys.Key("tokens")));
    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };

    /// <summary>Who a token names.</summary>
    public sealed record Bearer(long UserId, Guid Family);

    /// <summary>A token for that person's session.</summary>
    public string For(long userId, Guid family)
    {
        var now = clock.GetCurrentInstant();
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer, Audience = Audience,
            IssuedAt = now.ToDateTimeUtc(), NotBefore = now.ToDateTimeUtc(), Expires = (now + Lasts).ToDateTimeUtc(),
            Subject = new ClaimsIdentity([new("sub", userId.ToString(CultureInfo.InvariantCulture)), new("sid", family.ToString("N")), new("jti", Tokens.New())]),
            SigningCredentials = new SigningCredentials(key.Value, SecurityAlgorithms.EcdsaSha256),
        });
    }

    /// <summary>Who the token names; null when it is not ours, changed, or over.</summary>
    public async Task<Bearer?> ReadAsync(string token)
    {
        var result = await handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = Issuer, ValidAudience = Audience, IssuerSigningKey = key.Value, ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            RequireSignedTokens = true, RequireExpirationTime = true,
            LifetimeValidator = (_, expires, _, _) => expires is { } end && clock.GetCurrentInstant().ToDateTimeUtc() < end,
        });
        return result.IsValid && long.TryParse(Claim("sub"), NumberStyles.None, CultureInfo.InvariantCulture, out var userId) && Guid.TryParseExact(Claim("sid"), "N", out var family)
            ? new(userId, family) : null;

        string? Claim(string name) => result.Claims.TryGetValue(name, out var value) ? value as string : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (key.IsValueCreated) key.Value.ECDsa.Dispose();
    }

    // The file's 256 random bits are the private number of a P-256 key; the public point follows from it.
    private static ECDsaSecurityKey Load(byte[] secret) =>
        new(ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = secret })) { KeyId = KeyFolder.IdOf(secret) };
}
