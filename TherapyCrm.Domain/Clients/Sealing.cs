using System.Security.Cryptography;
using System.Text;

namespace TherapyCrm.Domain.Clients;

/// <summary>Where a sealed value lies; it opens nowhere else.</summary>
/// <param name="Row">The row's <c>seal_id</c>.</param>
public readonly record struct SealedPlace(string Table, string Column, Guid Row);

/// <summary>Seals bytes with AES-256-GCM: one byte of format, 12 of nonce, 16 of tag, then the text (access.md §3).</summary>
internal static class Sealing
{
    public const int KeyLength = 32;
    private const byte Format = 1;
    private const int Head = 1 + 12 + 16;

    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> open, string place)
    {
        var all = new byte[Head + open.Length];
        all[0] = Format;
        RandomNumberGenerator.Fill(all.AsSpan(1, 12));
        using var aes = new AesGcm(key, 16);
        aes.Encrypt(all.AsSpan(1, 12), open, all.AsSpan(Head), all.AsSpan(13, 16), Encoding.UTF8.GetBytes(place));
        return all;
    }

    /// <exception cref="CryptographicException">It was changed or moved, or sealed with another key.</exception>
    public static byte[] Open(byte[] key, ReadOnlySpan<byte> all, string place)
    {
        if (all.Length < Head || all[0] != Format) throw new CryptographicException("This is not sealed in a known format.");
        var open = new byte[all.Length - Head];
        using var aes = new AesGcm(key, 16);
        aes.Decrypt(all.Slice(1, 12), all[Head..], all.Slice(13, 16), open, Encoding.UTF8.GetBytes(place));
        return open;
    }
}
