using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace TherapyCrm.Domain.Access;

/// <summary>Time-based one-time codes as authenticator apps show them: six digits, thirty seconds, SHA-1 (RFC 6238).</summary>
public static class Totp
{
    /// <summary>Length of a code.</summary>
    public const int Digits = 6;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A new secret: 160 random bits.</summary>
    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(20);

    /// <summary>The code of a step.</summary>
    /// <param name="step">Count of thirty seconds since 1970.</param>
    [SuppressMessage("Security", "CA5350", Justification = "RFC 6238 as the apps implement it; HMAC-SHA1 is not broken.")]
    public static string Code(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[8], hash = stackalloc byte[20];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        HMACSHA1.HashData(secret, counter, hash);
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[19] & 0xf)..]) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step whose code this is, one step early or late allowed; null when it is none.</summary>
    public static long? StepOf(byte[] secret, string code, Instant now)
    {
        var current = now.ToUnixTimeSeconds() / 30;
        for (var step = current - 1; step <= current + 1; step++)
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Code(secret, step)), Encoding.ASCII.GetBytes(code))) return step;
        return null;
    }

    /// <summary>The secret as people type it: base 32.</summary>
    public static string Text(byte[] secret)
    {
        var text = new StringBuilder();
        for (var bit = 0; bit < secret.Length * 8; bit += 5)
        {
            var pair = (secret[bit / 8] << 8) | (bit / 8 + 1 < secret.Length ? secret[(bit / 8) + 1] : 0);
            text.Append(Alphabet[(pair >> (11 - (bit % 8))) & 31]);
        }
        return text.ToString();
    }

    /// <summary>What the QR code says (the apps' key URI format).</summary>
    public static string Uri(byte[] secret, string practice, string email) =>
        $"otpauth://totp/{System.Uri.EscapeDataString(practice)}:{System.Uri.EscapeDataString(email)}?secret={Text(secret)}&issuer={System.Uri.EscapeDataString(practice)}&digits=6&period=30";
}
