using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TherapyCrm.Domain.Clients;

/// <summary>Seals and opens what belongs to one client's record.</summary>
public sealed class ClientCipher
{
    private readonly byte[] master;
    private readonly byte[] textKey;

    internal ClientCipher(string keyId, byte[] master)
    {
        (KeyId, this.master) = (keyId, master);
        textKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, master, Sealing.KeyLength, info: "text"u8.ToArray());
    }

    /// <summary>Names the client's key; bound to everything sealed with it.</summary>
    public string KeyId { get; }

    /// <summary>The text, for that place only.</summary>
    public byte[] Seal(string text, SealedPlace place) => Sealing.Seal(textKey, Encoding.UTF8.GetBytes(text), Bound(place));

    /// <summary>The text again.</summary>
    /// <exception cref="CryptographicException">It was changed or moved, or sealed with another key.</exception>
    public string Open(byte[] sealedText, SealedPlace place) => Encoding.UTF8.GetString(Sealing.Open(textKey, sealedText, Bound(place)));

    /// <summary>A value of several parts, for that place only.</summary>
    public byte[] SealValue<T>(T value, SealedPlace place) => Sealing.Seal(textKey, JsonSerializer.SerializeToUtf8Bytes(value), Bound(place));

    /// <inheritdoc cref="Open"/>
    public T OpenValue<T>(byte[] sealedValue, SealedPlace place) => JsonSerializer.Deserialize<T>(Sealing.Open(textKey, sealedValue, Bound(place)))!;

    /// <summary>The key of one file, 256 bits; no two files share one.</summary>
    public byte[] FileKey(Guid file) => HKDF.DeriveKey(HashAlgorithmName.SHA256, master, Sealing.KeyLength, info: Encoding.UTF8.GetBytes($"file {file:N}"));

    /// <summary>A keyed hash of a text, 64 hexadecimal digits.</summary>
    public string Mac(string text) => Convert.ToHexStringLower(
        HMACSHA256.HashData(HKDF.DeriveKey(HashAlgorithmName.SHA256, master, Sealing.KeyLength, info: "mac"u8.ToArray()), Encoding.UTF8.GetBytes(text)));

    private string Bound(SealedPlace place) => $"{place.Table}|{place.Column}|{place.Row:N}|{KeyId}";
}
