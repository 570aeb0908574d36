using System.Security.Cryptography;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Documents;

/// <summary>Where sealed files lie: each under a generated name, written whole and forced to the disk before any row may name it.</summary>
public sealed class DocumentStore(string root, VirusScanner scanner)
{
    /// <summary>Most bytes of one file.</summary>
    public const long Largest = 50L * 1024 * 1024;
    private const string Incoming = "incoming";

    internal static readonly Problem TooLarge = Problem.Invalid("file", "This file is larger than {0} MB. Please make it smaller or part it.", Largest / (1024 * 1024));
    private static readonly Problem Empty = Problem.Invalid("file", "This file is empty.");
    private static readonly Problem Infected = Problem.Invalid("file", "The virus scanner found something in this file. It was not kept.");
    private static readonly Problem NotScanned = Problem.Conflict("file", "The file cannot be checked for viruses now, so it was not kept. Please try again later.");

    /// <summary>Takes a file in: seals, checks and scans it while it comes, and gives it its place only when all that is done.</summary>
    /// <returns>What a row then names; or why it is not kept.</returns>
    internal async Task<Outcome<StoredFile>> AddAsync(string keyId, Func<Guid, byte[]> keyOf, string name, Stream content, CancellationToken cancel)
    {
        var id = Guid.NewGuid();
        var (key, part) = (keyOf(id), Path.Combine(Directory.CreateDirectory(Path.Combine(root, Incoming)).FullName, $"{id:N}.part"));
        try
        {
            var taken = await TakeAsync(id, key, name, content, part, cancel);
            if (!taken.Succeeded) return taken;
            var place = $"{id:N}"[..2] + "/" + $"{id:N}";
            var folder = Directory.CreateDirectory(Path.Combine(root, place[..2])).FullName;
            File.Move(part, Path.Combine(root, place), overwrite: false);
            FolderSync.Force(folder);
            FolderSync.Force(root);
            return taken.Value with { Path = place, KeyId = keyId };
        }
        catch (ScannerUnavailableException)
        {
            return NotScanned;
        }
        finally
        {
            File.Delete(part);
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Opens a file for reading from any place in it.</summary>
    /// <exception cref="CryptographicException">It is not what was stored.</exception>
    internal Stream Open(string path, Guid id, byte[] key, long size) => new SealedReader(Path.Combine(root, path), id, key, size);

    /// <summary>The files that were last written before then, without those still coming in.</summary>
    internal IEnumerable<string> OlderThan(DateTime utc) => Directory.Exists(root)
        ? Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Where(f => File.GetLastWriteTimeUtc(f) < utc).Select(f => Path.GetRelativePath(root, f).Replace('\\', '/'))
        : [];

    /// <summary>True when the file is there.</summary>
    internal bool Has(string path) => File.Exists(Path.Combine(root, path));

    /// <summary>Removes a file that no row names.</summary>
    internal void Remove(string path) => File.Delete(Path.Combine(root, path));

    private async Task<Outcome<StoredFile>> TakeAsync(Guid id, byte[] key, string name, Stream content, string part, CancellationToken cancel)
    {
        var (head, text, buffer) = (new byte[FileKinds.HeadLength], new TextCheck(), new byte[SealedFile.FrameLength]);
        var (headLength, count) = (0, 0);
        using var scan = await scanner.BeginAsync(cancel);
        await using var file = new FileStream(part, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, 1);
        using var writer = new SealedWriter(file, id, key);
        while ((count = await content.ReadAsync(buffer, cancel)) > 0)
        {
            if (writer.Size + count > Largest) return TooLarge;
            var more = Math.Min(count, head.Length - headLength);
            buffer.AsSpan(0, more).CopyTo(head.AsSpan(headLength));
            headLength += more;
            text.Add(buffer.AsSpan(0, count), end: false);
            await writer.WriteAsync(buffer.AsMemory(0, count), cancel);
            if (scan is not null) await scan.ShowAsync(buffer.AsMemory(0, count), cancel);
        }
        if (writer.Size == 0) return Empty;
        text.Add([], end: true);
        var checksum = await writer.EndAsync(cancel);
        file.Flush(flushToDisk: true);
        if (scan is not null && !await scan.IsCleanAsync(cancel)) return Infected;
        var kind = FileKinds.Tell(head.AsSpan(0, headLength), text.IsText, name, () => new SealedReader(part, id, key, writer.Size));
        if (!kind.Succeeded) return Outcome<StoredFile>.Failed(kind.Problems);
        return new StoredFile(id, "", FileNames.Kept(name, kind.Value), kind.Value, writer.Size, checksum, "");
    }
}
