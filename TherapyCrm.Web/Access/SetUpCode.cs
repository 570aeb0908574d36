using System.Security.Cryptography;
using System.Text;

namespace TherapyCrm.Web.Access;

/// <summary>The one-time code on the console that lets who runs the server, and nobody else, make the first administrator.</summary>
public sealed class SetUpCode
{
    /// <summary>New at each start.</summary>
    public string Text { get; } = RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", 12);

    /// <summary>True for the code, however it is spaced and whatever its case.</summary>
    public bool Is(string? typed) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes((typed ?? "").Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant()), Encoding.UTF8.GetBytes(Text));
}
