using System.IO.Compression;
using System.Text;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Documents;

/// <summary>A practice with a therapist, their client, and files to keep.</summary>
internal sealed class DocumentWorld(CrmApp app)
{
    public StaffMember Therapist { get; private set; } = null!;
    public StaffMember Desk { get; private set; } = null!;
    public Client Client { get; private set; } = null!;

    public static async Task<DocumentWorld> MakeAsync(CrmApp app)
    {
        var world = new DocumentWorld(app) { Therapist = await app.Given.StaffAsync(UserRole.Therapist), Desk = await app.Given.StaffAsync(UserRole.Receptionist) };
        world.Client = await app.Given.ClientAsync(therapistId: world.Therapist.Id);
        return world;
    }

    public Task<long> CategoryAsync(bool clinical = true) => app.DbAsync(async db => await Task.FromResult(db.DocumentCategories.First(c => c.IsClinical == clinical).Id));

    public async Task<Outcome<Document>> TryAsync(byte[] content, string name = "report.txt", bool clinical = true, StaffMember? by = null, Func<DocumentDetails, DocumentDetails>? change = null, bool practice = false)
    {
        var details = new DocumentDetails { CategoryId = await CategoryAsync(clinical) };
        return await app.AsAsync<UploadDocument, Outcome<Document>>((by ?? Therapist).Id, (upload, actor) => upload.RunAsync(actor, new()
        {
            ClientId = practice ? null : Client.Id, Details = change?.Invoke(details) ?? details, FileName = name, Content = new MemoryStream(content),
        }));
    }

    public async Task<Document> UploadAsync(string text = "Some words.", bool clinical = true, StaffMember? by = null, Func<DocumentDetails, DocumentDetails>? change = null, bool practice = false)
    {
        var outcome = await TryAsync(Encoding.UTF8.GetBytes(text), clinical: clinical, by: by, change: change, practice: practice);
        Assert.True(outcome.Succeeded, string.Join(", ", outcome.Problems));
        return outcome.Value;
    }

    public Task<byte[]> ReadAsync(long id, StaffMember? by = null, int? version = null) => app.AsAsync<DocumentContent, byte[]>((by ?? Therapist).Id, async (content, actor) =>
    {
        var file = await content.OpenAsync(actor, id, version, shown: false);
        await using var stream = file.Content;
        using var all = new MemoryStream();
        await stream.CopyToAsync(all);
        return all.ToArray();
    });

    public static byte[] Zip(params (string Name, string Text)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, text) in entries)
            {
                using var part = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
                part.Write(Encoding.UTF8.GetBytes(text));
            }
        return bytes.ToArray();
    }

    public string[] Files() => Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*", SearchOption.AllDirectories) : [];

    public string Folder => Path.Combine(app.StorageRoot, "documents");
}
