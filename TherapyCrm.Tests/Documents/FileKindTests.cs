using System.Text;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Documents;

/// <summary>What a file is, is told from its content; what is not kept is refused with the reason.</summary>
public sealed class FileKindTests : IDisposable
{
    private readonly CrmApp app = new();

    public void Dispose() => app.Dispose();

    public static TheoryData<string, byte[], string> Kept => new()
    {
        { "a.pdf", "%PDF-1.7\n%…"u8.ToArray(), "PDF" },
        { "a.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0], "PNG" },
        { "a.jpeg", [0xFF, 0xD8, 0xFF, 0xE0, 0], "JPEG" },
        { "a.gif", "GIF89a\0\0"u8.ToArray(), "GIF" },
        { "a.webp", "RIFF\0\0\0\0WEBPVP8 "u8.ToArray(), "WEBP" },
        { "a.rtf", "{\\rtf1 x}"u8.ToArray(), "RTF" },
        { "a.docx", DocumentWorld.Zip(("[Content_Types].xml", "<x/>"), ("word/document.xml", "<x/>")), "DOCX" },
        { "a.xlsx", DocumentWorld.Zip(("[Content_Types].xml", "<x/>"), ("xl/workbook.xml", "<x/>")), "XLSX" },
        { "a.odt", DocumentWorld.Zip(("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<x/>")), "ODT" },
        { "a.csv", "name;age\nÉlodie;4\n"u8.ToArray(), "CSV" },
        { "a.txt", Encoding.UTF8.GetBytes("Grüße 你好"), "TXT" },
        { "disguised.exe", "%PDF-1.4"u8.ToArray(), "PDF" },
    };

    public static TheoryData<string, byte[], string> Refused => new()
    {
        { "a.pdf", "MZ\0\0\x90"u8.ToArray(), "This kind of file is not kept" },
        { "a.txt", [0x61, 0xFF, 0xFE, 0x00], "This kind of file is not kept" },
        { "a.txt", "nul\0nul"u8.ToArray(), "This kind of file is not kept" },
        { "a.docx", DocumentWorld.Zip(("readme.txt", "x")), "This kind of file is not kept" },
        { "a.docx", DocumentWorld.Zip(("[Content_Types].xml", "<x/>"), ("word/document.xml", "<x/>"), ("word/vbaProject.bin", "x")), "contains macros" },
        { "a.docx", "PK\x03\x04 broken"u8.ToArray(), "damaged" },
        { "a.txt", [], "empty" },
    };

    [Theory]
    [MemberData(nameof(Kept))]
    public async Task A_kind_is_told_from_the_content(string name, byte[] content, string kind)
    {
        var world = await DocumentWorld.MakeAsync(app);
        var document = (await world.TryAsync(content, name)).Value!;

        Assert.Equal(kind, document.FileType);
        Assert.EndsWith(name.StartsWith("disguised", StringComparison.Ordinal) ? ".exe.pdf" : name, document.FileName, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_is_not_kept_is_refused_with_the_reason(string name, byte[] content, string reason)
    {
        var world = await DocumentWorld.MakeAsync(app);
        var outcome = await world.TryAsync(content, name);

        Assert.Contains(reason, Assert.Single(outcome.Problems).ToString(), StringComparison.Ordinal);
        Assert.Empty(world.Files());
    }

    [Theory]
    [InlineData("../../etc/passwd.txt", "passwd.txt")]
    [InlineData("C:\\Users\\x\\My notes.TXT", "My notes.TXT")]
    [InlineData("a\u202Etxt.exe", "atxt.exe.txt")]
    [InlineData("..", "document.txt")]
    [InlineData("a\"b;c.txt", "abc.txt")]
    public async Task A_name_is_kept_without_folders_and_tricks(string name, string kept)
    {
        var world = await DocumentWorld.MakeAsync(app);
        Assert.Equal(kept, (await world.TryAsync("text"u8.ToArray(), name)).Value!.FileName);
    }
}
