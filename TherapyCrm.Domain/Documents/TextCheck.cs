using System.Text;

namespace TherapyCrm.Domain.Documents;

/// <summary>Finds out, piece by piece, whether a file is text in UTF-8 without control characters.</summary>
internal sealed class TextCheck
{
    private readonly Decoder decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
    private readonly char[] letters = new char[4096];

    /// <summary>True as long as nothing else was seen.</summary>
    public bool IsText { get; private set; } = true;

    /// <summary>Looks at the next bytes; the last call with <paramref name="end"/>.</summary>
    public void Add(ReadOnlySpan<byte> bytes, bool end)
    {
        if (!IsText) return;
        try
        {
            var done = false;
            while (!done)
            {
                decoder.Convert(bytes, letters, end, out var used, out var made, out done);
                bytes = bytes[used..];
                IsText &= !letters.AsSpan(0, made).ContainsAnyInRange('\0', '\b') && !letters.AsSpan(0, made).ContainsAnyInRange('\x0E', '\x1F');
            }
        }
        catch (DecoderFallbackException)
        {
            IsText = false;
        }
    }
}
