using System.Security.Cryptography;

namespace TherapyCrm.Web.Access;

/// <summary>Makes a password that can be read out and typed.</summary>
public static class RandomPassword
{
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>Four groups of four, about 79 bits.</summary>
    public static string Make() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));
}
