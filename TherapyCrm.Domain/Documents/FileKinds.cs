using System.IO.Compression;
using System.Text;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Documents;

/// <summary>A kind of file that the practice keeps.</summary>
/// <param name="Name">As people call it.</param>
/// <param name="Extension">With its dot.</param>
/// <param name="IsShown">True when browsers show it safely by themselves.</param>
public sealed record FileKind(string Name, string MimeType, string Extension, bool IsShown = false);

/// <summary>The kinds of files that are kept, told from their content and never from their name (access.md §4).</summary>
public static class FileKinds
{
    public static readonly FileKind Pdf = new("PDF", "application/pdf", ".pdf", IsShown: true);
    public static readonly FileKind Png = new("PNG", "image/png", ".png", IsShown: true);
    public static readonly FileKind Jpeg = new("JPEG", "image/jpeg", ".jpg", IsShown: true);
    public static readonly FileKind Gif = new("GIF", "image/gif", ".gif", IsShown: true);
    public static readonly FileKind Webp = new("WEBP", "image/webp", ".webp", IsShown: true);
    public static readonly FileKind Docx = new("DOCX", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx");
    public static readonly FileKind Xlsx = new("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx");
    public static readonly FileKind Odt = new("ODT", "application/vnd.oasis.opendocument.text", ".odt");
    public static readonly FileKind Rtf = new("RTF", "application/rtf", ".rtf");
    public static readonly FileKind Csv = new("CSV", "text/csv", ".csv");
    public static readonly FileKind Text = new("TXT", "text/plain", ".txt");

    /// <summary>Bytes of the beginning that tell most kinds.</summary>
    public const int HeadLength = 16;

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<FileKind> All = [Pdf, Png, Jpeg, Gif, Webp, Docx, Xlsx, Odt, Rtf, Csv, Text];

    internal static readonly Problem Unknown = Problem.Invalid("file", "This kind of file is not kept. Use PDF, PNG, JPEG, GIF, WEBP, DOCX, XLSX, ODT, RTF, CSV or plain text.");
    private static readonly Problem Macros = Problem.Invalid("file", "This file contains macros. Please save it without them.");
    private static readonly Problem Broken = Problem.Invalid("file", "This file is damaged: its parts cannot be read.");

    /// <summary>Tells the kind; the problem when it is none that is kept.</summary>
    /// <param name="head">The first <see cref="HeadLength"/> bytes, or all when there are fewer.</param>
    /// <param name="isText">True when all of it is text in UTF-8.</param>
    /// <param name="open">Opens the whole content, for kinds that are packed.</param>
    internal static Outcome<FileKind> Tell(ReadOnlySpan<byte> head, bool isText, string name, Func<Stream> open) => head switch
    {
        _ when head.StartsWith("%PDF-"u8) => Pdf,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Png,
        [0xFF, 0xD8, 0xFF, ..] => Jpeg,
        _ when head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8) => Gif,
        _ when head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8) => Webp,
        _ when head.StartsWith("{\\rtf"u8) => Rtf,
        _ when head.StartsWith("PK\x03\x04"u8) => Packed(open),
        _ when !isText => Unknown,
        _ => name.EndsWith(Csv.Extension, StringComparison.OrdinalIgnoreCase) ? Csv : Text,
    };

    private static Outcome<FileKind> Packed(Func<Stream> open)
    {
        try
        {
            using var content = open();
            using var zip = new ZipArchive(content, ZipArchiveMode.Read);
            if (zip.Entries.Any(e => e.Name.Equals("vbaProject.bin", StringComparison.OrdinalIgnoreCase) || e.FullName.StartsWith("Basic/", StringComparison.Ordinal))) return Macros;
            if (zip.GetEntry("mimetype") is { } said && Read(said) == Odt.MimeType) return Odt;
            if (zip.GetEntry("[Content_Types].xml") is null) return Unknown;
            if (zip.GetEntry("word/document.xml") is not null) return Docx;
            return zip.GetEntry("xl/workbook.xml") is not null ? Xlsx : Unknown;
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException or IOException or NotSupportedException)
        {
            return Broken;
        }
    }

    private static string Read(ZipArchiveEntry entry)
    {
        using var part = entry.Open();
        Span<byte> bytes = stackalloc byte[100];
        return Encoding.ASCII.GetString(bytes[..part.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)]);
    }
}
