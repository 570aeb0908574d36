using System.Buffers.Binary;
using System.Security.Cryptography;

namespace TherapyCrm.Domain.Documents;

/// <summary>
/// How a file lies sealed: frames of 64 KiB, each with AES-256-GCM under the file's own key. The frame's number, whether it is the last, and the file's id are
/// bound to it, so that a frame that is missing, moved, repeated or of another file does not open.
/// </summary>
internal static class SealedFile
{
    public const int FrameLength = 64 * 1024;
    public const int TagLength = 16;

    /// <summary>Bytes on the disk of so many bytes of content.</summary>
    public static long LengthOf(long size) => size + (Frames(size) * TagLength);

    public static long Frames(long size) => Math.Max(1, (size + FrameLength - 1) / FrameLength);

    /// <summary>Seals one frame: the content, then its tag.</summary>
    public static void Seal(AesGcm aes, Guid file, long number, bool last, ReadOnlySpan<byte> open, Span<byte> closed)
    {
        Span<byte> nonce = stackalloc byte[12], bound = stackalloc byte[25];
        Bind(file, number, last, nonce, bound);
        aes.Encrypt(nonce, open, closed[..open.Length], closed.Slice(open.Length, TagLength), bound);
    }

    /// <exception cref="CryptographicException">It was changed, moved, or belongs to another file.</exception>
    public static void Open(AesGcm aes, Guid file, long number, bool last, ReadOnlySpan<byte> closed, Span<byte> open)
    {
        Span<byte> nonce = stackalloc byte[12], bound = stackalloc byte[25];
        Bind(file, number, last, nonce, bound);
        aes.Decrypt(nonce, closed[..^TagLength], closed[^TagLength..], open, bound);
    }

    // A file's key seals one file once, so the frame's number is nonce enough.
    private static void Bind(Guid file, long number, bool last, Span<byte> nonce, Span<byte> bound)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce[4..], number);
        file.TryWriteBytes(bound);
        BinaryPrimitives.WriteInt64BigEndian(bound[16..], number);
        bound[24] = last ? (byte)1 : (byte)0;
    }
}
