using System.Security.Cryptography;

namespace TherapyCrm.Domain.Documents;

/// <summary>Reads a sealed file from any place in it, opening only the frames that are asked for.</summary>
internal sealed class SealedReader : Stream
{
    private readonly FileStream file;
    private readonly AesGcm aes;
    private readonly Guid fileId;
    private readonly long frames;
    private readonly byte[] closed = new byte[SealedFile.FrameLength + SealedFile.TagLength];
    private readonly byte[] open = new byte[SealedFile.FrameLength];
    private long current = -1;

    /// <summary>Opens it, and its first frame.</summary>
    /// <exception cref="CryptographicException">It is not whole, or not the file that is meant.</exception>
    public SealedReader(string path, Guid fileId, byte[] key, long size)
    {
        (this.fileId, Length, frames) = (fileId, size, SealedFile.Frames(size));
        file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.RandomAccess);
        aes = new AesGcm(key, SealedFile.TagLength);
        try
        {
            if (file.Length != SealedFile.LengthOf(size)) throw new CryptographicException("The file does not have the length that it was stored with.");
            Load(0);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length { get; }
    public override long Position
    {
        get;
        set => field = value >= 0 ? value : throw new IOException("There is nothing before the beginning of a file.");
    }

    public override int Read(Span<byte> buffer)
    {
        var (number, from) = Math.DivRem(Position, SealedFile.FrameLength);
        if (Position >= Length || buffer.Length == 0) return 0;
        Load(number);
        var count = Math.Min(buffer.Length, LengthOf(number) - (int)from);
        open.AsSpan((int)from, count).CopyTo(buffer);
        Position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<int>(cancellationToken) : ValueTask.FromResult(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    public override void Flush() { }
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
            aes.Dispose();
            CryptographicOperations.ZeroMemory(open);
        }
        base.Dispose(disposing);
    }

    private int LengthOf(long number) => (int)Math.Min(SealedFile.FrameLength, Length - (number * SealedFile.FrameLength));

    private void Load(long number)
    {
        if (number == current) return;
        current = -1;
        var length = LengthOf(number);
        file.Position = number * (SealedFile.FrameLength + SealedFile.TagLength);
        file.ReadExactly(closed.AsSpan(0, length + SealedFile.TagLength));
        SealedFile.Open(aes, fileId, number, number == frames - 1, closed.AsSpan(0, length + SealedFile.TagLength), open.AsSpan(0, length));
        current = number;
    }
}
