using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace TherapyCrm.Web.Access;

/// <summary>The five minutes between a right password and the one-time code.</summary>
public sealed class PendingSignIn(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(5);
    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("sign-in.second-step").ToTimeLimitedDataProtector();

    /// <summary>Proof for the form of the second step.</summary>
    public string For(long userId) => protector.Protect(userId.ToString(CultureInfo.InvariantCulture), Lasts);

    /// <summary>Whose password was right; null when the proof is missing, too old or not ours.</summary>
    public long? Read(string? proof)
    {
        if (string.IsNullOrEmpty(proof)) return null;
        try
        {
            return long.Parse(protector.Unprotect(proof), CultureInfo.InvariantCulture);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
