using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Web.Access;

/// <summary>The two talks with an authenticator, making a passkey and using one (WebAuthn); what was asked waits five minutes in a sealed cookie.</summary>
public sealed class PasskeyCeremony(IPasskeyHandler<StaffMember> handler, IDataProtectionProvider protection)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(5);

    /// <summary>What the browser needs to make a passkey for this person; to be called once the password was right.</summary>
    public async Task<string> AskToMakeAsync(HttpContext http, long userId, string email, string fullName)
    {
        var asked = await handler.MakeCreationOptionsAsync(new() { Id = Text(userId), Name = email, DisplayName = fullName }, http);
        Remember(http, $"make/{userId}", asked.AttestationState);
        return asked.CreationOptionsJson;
    }

    /// <summary>The passkey that the browser made; null when the proof does not hold or was not asked for in this browser.</summary>
    public async Task<UserPasskeyInfo?> MadeAsync(HttpContext http, long userId, string? credential)
    {
        if (Recall(http, $"make/{userId}") is not { } state || !IsJson(credential)) return null;
        var made = await handler.PerformAttestationAsync(new() { HttpContext = http, CredentialJson = credential!, AttestationState = state });
        return made.Succeeded && made.UserEntity.Id == Text(userId) && made.Passkey.IsUserVerified ? made.Passkey : null;
    }

    /// <summary>What the browser needs to sign in with any of its passkeys for this address.</summary>
    public Task<string> AskToUseAsync(HttpContext http) => AskAsync(http, "use");

    /// <summary>What the browser needs to sign with a passkey what stands in a form; it does not open a session.</summary>
    public Task<string> AskToSignAsync(HttpContext http) => AskAsync(http, "sign");

    /// <summary>The passkey that was used; null when the proof does not hold or was not asked for in this browser.</summary>
    public Task<UserPasskeyInfo?> UsedAsync(HttpContext http, string? credential) => UsedAsync(http, "use", credential);

    /// <summary>The proof that came with a signature: a passkey when the browser sent one, else the password.</summary>
    public async Task<Proof> ProofAsync(HttpContext http, string? password, string? credential) =>
        string.IsNullOrEmpty(credential) ? new(password) : new(null, await UsedAsync(http, "sign", credential), IsByPasskey: true);

    private async Task<string> AskAsync(HttpContext http, string purpose)
    {
        var asked = await handler.MakeRequestOptionsAsync(null, http);
        Remember(http, purpose, asked.AssertionState);
        return asked.RequestOptionsJson;
    }

    private async Task<UserPasskeyInfo?> UsedAsync(HttpContext http, string purpose, string? credential)
    {
        if (Recall(http, purpose) is not { } state || !IsJson(credential)) return null;
        var used = await handler.PerformAssertionAsync(new() { HttpContext = http, CredentialJson = credential!, AssertionState = state });
        return used.Succeeded && used.Passkey.IsUserVerified ? used.Passkey : null;
    }

    /// <summary>True when the browser stood on this very address; the framework would ask a header that our referrer policy blanks.</summary>
    public static ValueTask<bool> IsOurOriginAsync(PasskeyOriginValidationContext asked)
    {
        var request = asked.HttpContext.Request;
        return new(!asked.CrossOrigin && Uri.TryCreate(asked.Origin, UriKind.Absolute, out var said) && Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var here)
            && Uri.Compare(said, here, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0);
    }

    private void Remember(HttpContext http, string purpose, string? state) =>
        http.Response.Cookies.Append(Cookie(http), Protector(purpose).Protect(state ?? "", Lasts), Options(http, Lasts));

    private string? Recall(HttpContext http, string purpose)
    {
        if (!http.Request.Cookies.TryGetValue(Cookie(http), out var kept)) return null;
        http.Response.Cookies.Delete(Cookie(http), Options(http, null));
        try
        {
            return Protector(purpose).Unprotect(kept);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private ITimeLimitedDataProtector Protector(string purpose) => protection.CreateProtector("passkey", purpose).ToTimeLimitedDataProtector();

    private static string Cookie(HttpContext http) => http.Request.IsHttps ? "__Host-crm-passkey" : "crm_passkey";

    private static CookieOptions Options(HttpContext http, TimeSpan? lasts) => new()
    {
        HttpOnly = true, Secure = http.Request.IsHttps, SameSite = SameSiteMode.Strict, Path = "/", MaxAge = lasts, IsEssential = true,
    };

    private static bool IsJson(string? text)
    {
        try
        {
            using var read = JsonDocument.Parse(text ?? "");
            return read.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
