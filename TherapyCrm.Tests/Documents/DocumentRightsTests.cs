using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Documents;

/// <summary>Who may do what with a document, and what stays of each change.</summary>
public sealed class DocumentRightsTests : IDisposable
{
    private readonly CrmApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task The_desk_files_papers_but_sees_nothing_clinical()
    {
        var world = await DocumentWorld.MakeAsync(app);
        var (report, consent) = (await world.UploadAsync(), await world.UploadAsync(clinical: false));

        Assert.NotEmpty(await world.ReadAsync(consent.Id, world.Desk));
        await Assert.ThrowsAsync<NotFoundException>(() => world.ReadAsync(report.Id, world.Desk));
        var refused = await world.TryAsync("x"u8.ToArray(), clinical: true, by: world.Desk);
        Assert.Equal("categoryId", Assert.Single(refused.Problems).Field);
    }

    [Fact]
    public async Task Papers_of_the_practice_are_for_who_reaches_everything()
    {
        var world = await DocumentWorld.MakeAsync(app);
        var paper = await world.UploadAsync("Lease", clinical: false, by: world.Desk, practice: true);

        Assert.NotEmpty(await world.ReadAsync(paper.Id, await app.Given.StaffAsync(UserRole.Admin)));
        await Assert.ThrowsAsync<NotFoundException>(() => world.ReadAsync(paper.Id));
        await Assert.ThrowsAsync<ForbiddenException>(() => world.TryAsync("x"u8.ToArray(), clinical: false, practice: true));
    }

    [Fact]
    public async Task A_restricted_document_is_for_its_uploader_and_whom_it_is_shared_with_until_it_ends()
    {
        var world = await DocumentWorld.MakeAsync(app);
        var document = await world.UploadAsync(clinical: false, change: d => d with { Classification = SecurityClassification.Restricted });
        await Assert.ThrowsAsync<NotFoundException>(() => world.ReadAsync(document.Id, world.Desk));

        await ShareAsync(world.Therapist, document.Id, world.Desk.Id, DocumentRight.Read, app.Clock.Now + Duration.FromHours(1));
        Assert.NotEmpty(await world.ReadAsync(document.Id, world.Desk));
        await Assert.ThrowsAsync<ForbiddenException>(() => EditAsync(world.Desk, document.Id, null, d => d));
        await Assert.ThrowsAsync<ForbiddenException>(() => ShareAsync(world.Desk, document.Id, world.Therapist.Id, DocumentRight.Read, null));
        app.Clock.Now += Duration.FromHours(1);
        await Assert.ThrowsAsync<NotFoundException>(() => world.ReadAsync(document.Id, world.Desk));
        Assert.True((await EditAsync(world.Therapist, document.Id, 1, d => d with { Title = "Still mine" })).Succeeded);
    }

    [Fact]
    public async Task Nobody_hands_on_what_they_lack()
    {
        var world = await DocumentWorld.MakeAsync(app);
        var (document, third) = (await world.UploadAsync(), await app.Given.StaffAsync(UserRole.Staff));
        await ShareAsync(world.Therapist, document.Id, world.Desk.Id, DocumentRight.Share, null);

        Assert.True((await ShareAsync(world.Desk, document.Id, third.Id, DocumentRight.Read, null)).Succeeded);
        await Assert.ThrowsAsync<ForbiddenException>(() => ShareAsync(world.Desk, document.Id, third.Id, DocumentRight.Write, null));
        Assert.False((await ShareAsync(world.Desk, document.Id, world.Desk.Id, DocumentRight.Read, null)).Succeeded);
    }

    [Fact]
    public async Task Each_change_keeps_what_was_before()
    {
        var world = await DocumentWorld.MakeAsync(app);
        var document = await world.UploadAsync("First words.", change: d => d with { Title = "Draft", Description = "One", RetentionPeriodDays = 100 });
        var before = (await EditAsync(world.Therapist, document.Id, 1, d => d with { Title = "Final", Description = "Two", RetentionPeriodDays = 200 })).Value!;
        Assert.Equal(2, before.Version);
        var second = await app.AsAsync<AddDocumentVersion, Outcome<Document>>(world.Therapist.Id, (add, actor) =>
            add.RunAsync(actor, new(document.Id, 2, "second.txt", new MemoryStream("Second words."u8.ToArray()))));
        Assert.Equal(3, second.Value!.Version);

        Assert.Equal("Second words.", Encoding.UTF8.GetString(await world.ReadAsync(document.Id)));
        Assert.Equal("First words.", Encoding.UTF8.GetString(await world.ReadAsync(document.Id, version: 1)));
        await app.AsAsync<RestoreDocumentVersion, Outcome<Document>>(world.Therapist.Id, (restore, actor) => restore.RunAsync(actor, new(document.Id, 3, 1)));

        var view = await app.AsAsync<OpenDocument, DocumentView>(world.Therapist.Id, (open, actor) => open.RunAsync(actor, document.Id));
        Assert.Equal([(4, "Draft", "One"), (3, "Final", "Two"), (2, "Final", "Two"), (1, "Draft", "One")], view.Versions.Select(v => (v.Document.Version, v.Document.Title, v.Description)));
        Assert.Equal(200, view.Document.RetentionPeriodDays);
        Assert.Equal("First words.", Encoding.UTF8.GetString(await world.ReadAsync(document.Id)));
        Assert.Equal(1, await app.DbAsync(db => db.Documents.CountAsync(d => d.IsLatestVersion)));
    }

    [Fact]
    public async Task A_stale_edit_a_shorter_retention_and_an_archived_document_are_refused()
    {
        var world = await DocumentWorld.MakeAsync(app);
        var document = await world.UploadAsync(change: d => d with { RetentionPeriodDays = 100 });
        Assert.Equal(ProblemKind.Stale, Assert.Single((await EditAsync(world.Therapist, document.Id, 7, d => d with { Title = "x" })).Problems).Kind);
        Assert.Equal("retentionPeriodDays", Assert.Single((await EditAsync(world.Therapist, document.Id, 1, d => d with { RetentionPeriodDays = 99 })).Problems).Field);

        var archived = await app.AsAsync<ArchiveDocument, Outcome<Document>>(world.Therapist.Id, (archive, actor) => archive.RunAsync(actor, new(document.Id, 1)));
        Assert.NotNull(archived.Value!.ArchivedAt);
        Assert.Equal(ProblemKind.Conflict, Assert.Single((await EditAsync(world.Therapist, document.Id, null, d => d with { Title = "x" })).Problems).Kind);
        Assert.NotEmpty(await world.ReadAsync(document.Id));
        Assert.Empty((await ListAsync(world, archived: false)).Items);
        Assert.Single((await ListAsync(world, archived: true)).Items);
    }

    [Fact]
    public async Task Lifting_a_restriction_takes_the_right_to_share()
    {
        var world = await DocumentWorld.MakeAsync(app);
        var document = await world.UploadAsync(clinical: false, change: d => d with { Classification = SecurityClassification.Restricted });
        await ShareAsync(world.Therapist, document.Id, world.Desk.Id, DocumentRight.Write, null);

        Assert.Equal("securityClassification", Assert.Single((await EditAsync(world.Desk, document.Id, 1, d => d with { Classification = SecurityClassification.Public })).Problems).Field);
        Assert.True((await EditAsync(world.Therapist, document.Id, 1, d => d with { Classification = SecurityClassification.Public })).Succeeded);
    }

    [Fact]
    public async Task The_contracts_log_tells_who_did_what()
    {
        var world = await DocumentWorld.MakeAsync(app);
        var document = await world.UploadAsync();
        await world.ReadAsync(document.Id);
        await ShareAsync(world.Therapist, document.Id, world.Desk.Id, DocumentRight.Read, null);
        await app.AsAsync<ArchiveDocument, Outcome<Document>>(world.Therapist.Id, (archive, actor) => archive.RunAsync(actor, new(document.Id, 1)));

        var lines = await app.DbAsync(db => db.DocumentAccessLogs.OrderBy(l => l.Id).ToListAsync());
        Assert.Equal([DocumentAction.Modify, DocumentAction.Download, DocumentAction.Share, DocumentAction.Delete], lines.Select(l => l.ActionType));
        Assert.All(lines, l => Assert.Equal((document.Id, world.Therapist.Id), (l.DocumentId, l.UserId)));
    }

    private Task<PageOf<DocumentRow>> ListAsync(DocumentWorld world, bool archived) => app.AsAsync<DocumentList, PageOf<DocumentRow>>(world.Therapist.Id, (list, actor) =>
        list.RunAsync(actor, new() { ClientId = world.Client.Id, Archived = archived }));

    private Task<Outcome<DocumentPermission>> ShareAsync(StaffMember by, long document, long with, DocumentRight right, Instant? until) =>
        app.AsAsync<ShareDocument, Outcome<DocumentPermission>>(by.Id, (share, actor) => share.RunAsync(actor, new(document, with, right, until)));

    private async Task<Outcome<Document>> EditAsync(StaffMember by, long id, int? version, Func<DocumentDetails, DocumentDetails> change)
    {
        var now = await app.DbAsync(db => db.Documents.AsNoTracking().SingleAsync(d => d.Id == id));
        var details = new DocumentDetails
        {
            Title = now.Title, CategoryId = now.CategoryId, LearnerId = now.LearnerId, Classification = now.SecurityClassification, RetentionPeriodDays = now.RetentionPeriodDays,
        };
        return await app.AsAsync<EditDocument, Outcome<Document>>(by.Id, (edit, actor) => edit.RunAsync(actor, new(id, version, change(details))));
    }
}
