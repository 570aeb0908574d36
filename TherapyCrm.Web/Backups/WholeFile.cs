using System.Security.Cryptography;
using System.Text;

namespace TherapyCrm.Web.Backups;

/// <summary>Files that are there whole, on the disk, or not at all.</summary>
internal static class WholeFile
{
    /// <summary>Writes text; whoever looks sees the old or the new.</summary>
    public static void Write(string file, string text)
    {
        var fresh = file + ".new";
        using (var stream = new FileStream(fresh, FileMode.Create, FileAccess.Write))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }
        File.Move(fresh, file, overwrite: true);
    }

    /// <summary>Copies a file.</summary>
    /// <returns>SHA-256 of what was copied.</returns>
    public static async Task<string> CopyAsync(string from, string to, CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        await using var target = new FileStream(to, FileMode.Create, FileAccess.Write);
        var buffer = new byte[128 * 1024];
        for (int read; (read = await source.ReadAsync(buffer, cancel)) > 0;)
        {
            hash.AppendData(buffer, 0, read);
            await target.WriteAsync(buffer.AsMemory(0, read), cancel);
        }
        target.Flush(flushToDisk: true);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>SHA-256 of a file.</summary>
    public static async Task<string> HashAsync(string file, CancellationToken cancel)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancel));
    }
}
