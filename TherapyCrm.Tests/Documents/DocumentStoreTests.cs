using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Documents;

/// <summary>Files lie sealed, whole, and for their own place only.</summary>
public sealed class DocumentStoreTests : IDisposable
{
    private const int Frame = 64 * 1024;
    private readonly CrmApp app = new();

    public void Dispose() => app.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(Frame - 1)]
    [InlineData(Frame)]
    [InlineData(Frame + 1)]
    [InlineData((3 * Frame) + 17)]
    public async Task A_file_comes_back_as_it_went_in(int size)
    {
        var world = await DocumentWorld.MakeAsync(app);
        var bytes = Text(size);
        var document = (await world.TryAsync(bytes)).Value!;

        Assert.Equal((size, Convert.ToHexStringLower(SHA256.HashData(bytes)), "TXT"), (document.FileSize, document.Checksum, document.FileType));
        Assert.Equal(bytes, await world.ReadAsync(document.Id));
    }

    [Fact]
    public async Task A_part_is_read_from_any_place()
    {
        var world = await DocumentWorld.MakeAsync(app);
        var bytes = Text((2 * Frame) + 500);
        var document = (await world.TryAsync(bytes)).Value!;
        await app.AsAsync<DocumentContent, bool>(world.Therapist.Id, async (content, actor) =>
        {
            await using var file = (await content.OpenAsync(actor, document.Id, null, shown: true)).Content;
            foreach (var (from, count) in new[] { (0, 10), (Frame - 5, 10), (2 * Frame, 500), (7, Frame) })
            {
                file.Seek(from, SeekOrigin.Begin);
                var part = new byte[count];
                await file.ReadExactlyAsync(part);
                Assert.Equal(bytes[from..(from + count)], part);
            }
            return true;
        });
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("last frame gone")]
    [InlineData("frames swapped")]
    [InlineData("frame twice")]
    [InlineData("changed")]
    [InlineData("another file")]
    public async Task What_was_tampered_with_does_not_open(string how)
    {
        var world = await DocumentWorld.MakeAsync(app);
        var document = (await world.TryAsync(Text((2 * Frame) + 100))).Value!;
        var other = (await world.TryAsync(Text((2 * Frame) + 100))).Value!;
        var path = Path.Combine(world.Folder, document.FilePath);
        var bytes = await File.ReadAllBytesAsync(path);
        const int stride = Frame + 16;
        var tampered = how switch
        {
            "cut" => bytes[..^1],
            "last frame gone" => bytes[..(2 * stride)],
            "frames swapped" => [.. bytes[stride..(2 * stride)], .. bytes[..stride], .. bytes[(2 * stride)..]],
            "frame twice" => [.. bytes[..stride], .. bytes[..stride], .. bytes[(2 * stride)..]],
            "changed" => [.. bytes[..^40], (byte)(bytes[^40] ^ 1), .. bytes[^39..]],
            _ => await File.ReadAllBytesAsync(Path.Combine(world.Folder, other.FilePath)),
        };
        await File.WriteAllBytesAsync(path, tampered);

        await Assert.ThrowsAnyAsync<CryptographicException>(() => world.ReadAsync(document.Id));
    }

    [Fact]
    public async Task Nothing_on_the_disk_holds_what_a_document_says()
    {
        var world = await DocumentWorld.MakeAsync(app);
        await world.UploadAsync("The planted Quetzalcoatl sentence.", change: d => d with { Description = "A planted Ouroboros remark" });
        await world.UploadAsync("The planted Quetzalcoatl sentence.", clinical: false, by: await app.Given.StaffAsync(UserRole.Admin), practice: true);

        foreach (var file in Directory.EnumerateFiles(app.StorageRoot, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            foreach (var planted in new[] { "Quetzalcoatl", "Ouroboros" })
            {
                Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(planted)));
                Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(planted)));
            }
        }
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_and_leaves_nothing()
    {
        var world = await DocumentWorld.MakeAsync(app);
        var outcome = await world.TryAsync(Text((int)DocumentStore.Largest + 1));

        Assert.Contains("larger than 50 MB", Assert.Single(outcome.Problems).ToString(), StringComparison.Ordinal);
        Assert.Empty(world.Files());
    }

    [Fact]
    public async Task Files_that_no_row_names_are_swept_after_a_day()
    {
        var world = await DocumentWorld.MakeAsync(app);
        var document = await world.UploadAsync();
        foreach (var stray in new[] { "ab/abandoned", "incoming/cut-off.part" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(world.Folder, stray))!);
            await File.WriteAllTextAsync(Path.Combine(world.Folder, stray), "x");
        }
        foreach (var file in world.Files()) File.SetLastWriteTimeUtc(file, app.Clock.Now.ToDateTimeUtc());

        Assert.Equal(0, await SweepAsync(Duration.FromHours(23)));
        Assert.Equal(2, await SweepAsync(Duration.FromHours(25)));
        Assert.Equal(Path.Combine(world.Folder, document.FilePath), Assert.Single(world.Files()));
    }

    [Fact]
    public async Task A_second_press_stores_nothing_more()
    {
        var world = await DocumentWorld.MakeAsync(app);
        var (command, category) = (Guid.NewGuid(), await world.CategoryAsync());
        Task<Outcome<Document>> PressAsync() => app.AsAsync<UploadDocument, Outcome<Document>>(world.Therapist.Id, (upload, actor) => upload.RunAsync(actor with { CommandId = command }, new()
        {
            ClientId = world.Client.Id, Details = new() { CategoryId = category }, FileName = "a.txt", Content = new MemoryStream("text"u8.ToArray()),
        }));

        Assert.Equal((await PressAsync()).Value!.Id, (await PressAsync()).Value!.Id);
        Assert.Equal(1, await app.DbAsync(db => db.Documents.CountAsync()));
        Assert.Single(world.Files());
    }

    private Task<int> SweepAsync(Duration later) => app.RunAsync(services =>
        ((SweepDocuments)services.GetService(typeof(SweepDocuments))!).RunAsync(Actor.Application(app.Clock.Now + later)));

    private static byte[] Text(int size)
    {
        var bytes = new byte[size];
        for (var i = 0; i < size; i++) bytes[i] = (byte)('a' + ((i + (i / Frame)) % 26));
        return bytes;
    }
}
