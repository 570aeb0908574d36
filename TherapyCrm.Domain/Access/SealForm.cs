using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Access;

/// <summary>How log lines and seals are put into bytes and hashed; what is sealed once must hash the same for ever.</summary>
internal static class SealForm
{
    /// <summary>The keyed hash of one line, every column of it.</summary>
    public static byte[] OfLine(byte[] key, AuditEntry e) => HMACSHA256.HashData(key, JsonSerializer.SerializeToUtf8Bytes(new object?[]
    {
        e.Id, e.At.ToUnixTimeTicks() / 10, e.UserId, e.SessionId, e.IpAddress, e.UserAgent, e.Action, e.InformationType, e.EntityId, e.ClientId,
        StoredText.Of(e.Outcome), e.Reason, e.Details,
    }));

    /// <summary>The keyed hash over the seal before and the lines of this one.</summary>
    public static string OfSeal(byte[] key, string? before, long first, long last, IReadOnlyCollection<byte[]> lines)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{before ?? "first"}|{first}|{last}|{lines.Count}|")));
        foreach (var line in lines) hash.AppendData(line);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>A seal as it is written outside the database, with the hash of each line so that the first bad one can be named.</summary>
public sealed record SealLine(long First, long Last, int Count, string SealedAt, string KeyId, string Hash, IReadOnlyList<string> Lines);

/// <summary>The seals in files beside the database, one a year; they are only ever appended to.</summary>
public sealed class SealFiles(string folder)
{
    /// <summary>Appends a seal and waits until the disk has it.</summary>
    public void Append(SealLine line)
    {
        Directory.CreateDirectory(folder);
        using var stream = new FileStream(Path.Combine(folder, $"seals-{line.SealedAt[..4]}.jsonl"), FileMode.Append, FileAccess.Write, FileShare.Read);
        stream.Write(JsonSerializer.SerializeToUtf8Bytes(line));
        stream.WriteByte((byte)'\n');
        stream.Flush(flushToDisk: true);
    }

    /// <summary>The last seal written for each first line; an earlier one of the same was given up half way.</summary>
    public IReadOnlyDictionary<long, SealLine> Read()
    {
        var seals = new Dictionary<long, SealLine>();
        if (!Directory.Exists(folder)) return seals;
        foreach (var line in Directory.EnumerateFiles(folder, "seals-*.jsonl").Order(StringComparer.Ordinal).SelectMany(File.ReadLines))
            if (Parse(line) is { } seal) seals[seal.First] = seal;
        return seals;
    }

    private static SealLine? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<SealLine>(line);
        }
        catch (JsonException)
        {
            return null; // a line that was cut off; the database's seal then has no counterpart, which is reported
        }
    }
}
