using System.Security.Cryptography;
using System.Text;

namespace TherapyCrm.Domain.Access;

/// <summary>Keys kept in files apart from the database and its backup; made when they are first needed.</summary>
public sealed class KeyFolder(string path)
{
    /// <summary>The 256-bit key of that name.</summary>
    public byte[] Key(string name)
    {
        var file = Path.Combine(path, name + ".key");
        if (!File.Exists(file)) Make(file);
        var key = Convert.FromBase64String(File.ReadAllText(file).Trim());
        return key.Length == 32 ? key : throw new InvalidDataException($"The key file {name}.key does not hold 32 bytes.");
    }

    /// <summary>The keys that are there, each by its file's name, and what names it without telling it.</summary>
    public IReadOnlyDictionary<string, string> Ids() => !Directory.Exists(path) ? new Dictionary<string, string>()
        : Directory.EnumerateFiles(path, "*.key").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal).ToDictionary(n => n, n => IdOf(Key(n)));

    /// <summary>Names a key without telling it: the start of its hash.</summary>
    public static string IdOf(byte[] key) => Convert.ToHexStringLower(SHA256.HashData(key))[..16];

    /// <summary>Names of the keys there are that begin so, in the order of their numbers.</summary>
    public IReadOnlyList<string> Names(string prefix) => !Directory.Exists(path) ? [] :
        [.. Directory.EnumerateFiles(path, prefix + "*.key").Select(f => Path.GetFileNameWithoutExtension(f)!).OrderBy(n => n.Length).ThenBy(n => n, StringComparer.Ordinal)];

    private void Make(string file)
    {
        Directory.CreateDirectory(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var made = $"{file}.{Guid.NewGuid():N}";
        using (var stream = new FileStream(made, options)) stream.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))));
        try
        {
            File.Move(made, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(made); // another process was first; its key counts
        }
    }
}

/// <summary>Seals short secrets for the database with AES-256-GCM, each for its own place (access.md §3).</summary>
public sealed class SecretBox(KeyFolder keys)
{
    private readonly Lazy<byte[]> key = new(() => keys.Key("secrets"));

    /// <summary>The secret, sealed for that place only.</summary>
    public string Seal(byte[] secret, string purpose)
    {
        var sealedBytes = new byte[12 + 16 + secret.Length];
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(0, 12));
        using var aes = new AesGcm(key.Value, 16);
        aes.Encrypt(sealedBytes.AsSpan(0, 12), secret, sealedBytes.AsSpan(28), sealedBytes.AsSpan(12, 16), Encoding.UTF8.GetBytes(purpose));
        return Convert.ToBase64String(sealedBytes);
    }

    /// <summary>The secret again.</summary>
    /// <exception cref="CryptographicException">It was changed, moved, or sealed with another key.</exception>
    public byte[] Open(string sealedText, string purpose)
    {
        var bytes = Convert.FromBase64String(sealedText);
        var secret = new byte[bytes.Length - 28];
        using var aes = new AesGcm(key.Value, 16);
        aes.Decrypt(bytes.AsSpan(0, 12), bytes.AsSpan(28), bytes.AsSpan(12, 16), secret, Encoding.UTF8.GetBytes(purpose));
        return secret;
    }
}
