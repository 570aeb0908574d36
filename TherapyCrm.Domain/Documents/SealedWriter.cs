using System.Security.Cryptography;

namespace TherapyCrm.Domain.Documents;

/// <summary>Writes a sealed file frame by frame, and counts and checks what goes through.</summary>
internal sealed class SealedWriter(Stream target, Guid fileId, byte[] key) : IDisposable
{
    private readonly AesGcm aes = new(key, SealedFile.TagLength);
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] open = new byte[SealedFile.FrameLength];
    private readonly byte[] closed = new byte[SealedFile.FrameLength + SealedFile.TagLength];
    private int filled;
    private long frame;

    /// <summary>Bytes so far, before sealing.</summary>
    public long Size { get; private set; }

    /// <summary>Takes the next bytes.</summary>
    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        hash.AppendData(bytes.Span);
        Size += bytes.Length;
        while (bytes.Length > 0)
        {
            if (filled == open.Length) await FrameAsync(last: false, cancel); // only now it is known that another follows
            var count = Math.Min(bytes.Length, open.Length - filled);
            bytes[..count].CopyTo(open.AsMemory(filled));
            (filled, bytes) = (filled + count, bytes[count..]);
        }
    }

    /// <summary>Writes the last frame.</summary>
    /// <returns>SHA-256 of all that was written, in hexadecimal.</returns>
    public async Task<string> EndAsync(CancellationToken cancel)
    {
        await FrameAsync(last: true, cancel);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(open);
        hash.Dispose();
        aes.Dispose();
    }

    private async Task FrameAsync(bool last, CancellationToken cancel)
    {
        SealedFile.Seal(aes, fileId, frame++, last, open.AsSpan(0, filled), closed);
        await target.WriteAsync(closed.AsMemory(0, filled + SealedFile.TagLength), cancel);
        filled = 0;
    }
}
