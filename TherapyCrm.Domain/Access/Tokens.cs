using System.Security.Cryptography;
using System.Text;

namespace TherapyCrm.Domain.Access;

/// <summary>Random secrets handed to people and browsers, of which only the hash is kept.</summary>
public static class Tokens
{
    /// <summary>256 random bits, as a URL may carry them.</summary>
    public static string New() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>What the database keeps of a token: SHA-256 in lower-case hex, 64 characters.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
