using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Tests.Clinical;
using TherapyCrm.Web.Exports;

namespace TherapyCrm.Tests.Exports;

/// <summary>A whole file as one PDF: what is in it, what is not, for whom, and what stays behind.</summary>
public sealed class ExportTests : IAsyncLifetime
{
    private static readonly string[] All = ["Profile", "Visits", "Notes", "Clinical", "Plans", "Assessments", "Consents", "Disclosures", "Documents"];
    private NoteWorld world = null!;

    public async Task InitializeAsync() => world = await ExportWorld.FullAsync();

    public Task DisposeAsync()
    {
        world.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task It_holds_what_was_chosen_and_nothing_else()
    {
        using var reader = await world.App.SignedInAsync(world.Therapist);
        var (text, pages) = ExportWorld.Read(await reader.DownloadAsync(await reader.ReadyAsync(await reader.AskAsync(world.Client.Id, All))));

        foreach (var there in new[] { "canary-apricot", "canary-cloudberry", "Sara Cho", world.Client.FileNumber, "taken out", "Written into the wrong file", "Asked for by the client", "Harbour Therapy", "canary-grape page one", "canary-grape page two", "letter.pdf", "drawing.png", "scores.csv", $"Page 1 of {pages - 2}" })
            Assert.Contains(there.Replace(" ", "", StringComparison.Ordinal), text, StringComparison.Ordinal);
        foreach (var gone in new[] { "canary-bilberry", "canary-durian", "canary-elderberry", "canary-fig" }) Assert.DoesNotContain(gone.Replace(" ", "", StringComparison.Ordinal), text, StringComparison.Ordinal);

        (text, _) = ExportWorld.Read(await reader.DownloadAsync(await reader.ReadyAsync(await reader.AskAsync(world.Client.Id, ["Notes", "PrivateNotes"], history: true))));
        foreach (var there in new[] { "canary-apricot", "canary-bilberry", "canary-cloudberry", "A word was wrong", "canary-fig" }) Assert.Contains(there.Replace(" ", "", StringComparison.Ordinal), text, StringComparison.Ordinal);
        foreach (var gone in new[] { "canary-durian", "canary-elderberry", "canary-grape", "letter.pdf", "604-555" }) Assert.DoesNotContain(gone.Replace(" ", "", StringComparison.Ordinal), text, StringComparison.Ordinal);

        (text, pages) = ExportWorld.Read(await reader.DownloadAsync(await reader.ReadyAsync(await reader.AskAsync(world.Client.Id, ["Notes", "Documents"], append: false, until: "2026-10-31"))));
        Assert.Contains("canary-apricot", text, StringComparison.Ordinal);
        foreach (var gone in new[] { "canary-cloudberry", "canary-grape", "letter.pdf" }) Assert.DoesNotContain(gone.Replace(" ", "", StringComparison.Ordinal), text, StringComparison.Ordinal);
        Assert.Equal(1, pages);
    }

    [Fact]
    public async Task Plans_with_their_progress_and_assessments_with_their_answers_are_in_it_and_drafts_of_them_not()
    {
        var planning = new PlanWorld(world);
        var (plan, goals) = await planning.ActiveAsync("canary-huckleberry goal");
        await planning.DraftAsync("canary-imbe draft plan");
        await world.SignedAsync("A note with progress", change: b => b with { Progress = [new() { GoalId = goals[0].Id, Goal = "canary-huckleberry goal", Percent = 65, Remark = "canary-jujube remark" }] });
        await planning.GoalAsync(plan.Id, "canary-kiwano later", reason: "canary-lychee reason");
        var assessing = new AssessmentWorld(world);
        await assessing.AnsweredAsync([1, 1, 1, 1, 1, 1, 1, 1, 1], summary: "canary-mamey summary");
        await assessing.BegunAsync(null);

        using var reader = await world.App.SignedInAsync(world.Therapist);
        var (text, _) = ExportWorld.Read(await reader.DownloadAsync(await reader.ReadyAsync(await reader.AskAsync(world.Client.Id, ["Plans", "Assessments", "Notes"]))));
        foreach (var there in new[] { "canary-huckleberry", "canary-jujube", "65 %", "canary-kiwano", "canary-mamey", "PHQ-9", "9 of 27", "Risk flag", "Several days (1)" }) Assert.Contains(there.Replace(" ", "", StringComparison.Ordinal), text, StringComparison.Ordinal);
        foreach (var gone in new[] { "canary-imbe", "canary-lychee" }) Assert.DoesNotContain(gone, text, StringComparison.Ordinal);

        (text, _) = ExportWorld.Read(await reader.DownloadAsync(await reader.ReadyAsync(await reader.AskAsync(world.Client.Id, ["Plans"], history: true))));
        Assert.Contains("canary-lychee", text, StringComparison.Ordinal);
        Assert.DoesNotContain("canary-mamey", text, StringComparison.Ordinal);
        (text, _) = ExportWorld.Read(await reader.DownloadAsync(await reader.ReadyAsync(await reader.AskAsync(world.Client.Id, ["Plans", "Assessments"], until: "2026-10-31"))));
        foreach (var gone in new[] { "canary-huckleberry", "canary-mamey" }) Assert.DoesNotContain(gone, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_it_lies_on_the_disk_and_the_log_knows_of_each_step()
    {
        using var reader = await world.App.SignedInAsync(world.Therapist);
        var address = await reader.ReadyAsync(await reader.AskAsync(world.Client.Id, ["Notes"]));
        await reader.DownloadAsync(address);

        var pdf = world.App.Services.GetRequiredService<PdfFile>();
        Assert.True(Directory.Exists(pdf.Folder));
        foreach (var file in Directory.EnumerateFiles(pdf.Folder!, "*", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(world.App.StorageRoot, "*", SearchOption.AllDirectories)))
        {
            var bytes = await Bytes(file);
            Assert.False(bytes.AsSpan().IndexOf("canary-apricot"u8) >= 0 || bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes("canary-apricot")) >= 0 || bytes.AsSpan().StartsWith("%PDF"u8), file);
        }
        var lines = await world.App.DbAsync(db => db.AuditEntries.Where(e => e.Action.StartsWith("file.")).OrderBy(e => e.Id).ToListAsync());
        Assert.Equal(["file.export_asked", "file.export_finished", "file.export_downloaded"], lines.Select(l => l.Action));
        Assert.All(lines, l => Assert.Equal((world.Client.Id, AuditOutcome.Ok), (l.ClientId, l.Outcome)));
        Assert.Equal("Asked for by the client", lines[0].Reason);
        Assert.Contains("parts=Notes", lines[0].Details, StringComparison.Ordinal);

        await pdf.DisposeAsync();
        Assert.False(Directory.Exists(pdf.Folder));
    }

    [Fact]
    public async Task Who_may_not_read_notes_is_not_offered_them_and_gets_none()
    {
        using var admin = await world.App.SignedInAsAsync(UserRole.Admin);
        var page = await admin.PageAsync($"/clients/{world.Client.Id}/export");
        Assert.DoesNotContain(page.QuerySelectorAll("input[name='Form.Parts']"), i => i.GetAttribute("value") is "Notes" or "Clinical" or "Plans" or "Assessments" or "PrivateNotes");

        var forged = await admin.PostAsync($"/clients/{world.Client.Id}/export", ("Form.Parts", "Notes"), ("Form.Reason", "because"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, forged.StatusCode);

        var (text, _) = ExportWorld.Read(await admin.DownloadAsync(await admin.ReadyAsync(await admin.AskAsync(world.Client.Id, All, history: true))));
        Assert.Contains("SaraCho", text, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", text, StringComparison.Ordinal);
        Assert.DoesNotContain("letter.pdf", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doors_answer_as_they_should()
    {
        using var reader = await world.App.SignedInAsync(world.Therapist);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await reader.AskAsync(world.Client.Id, ["Notes"], reason: " ")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await reader.AskAsync(world.Client.Id, [])).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await reader.AskAsync(world.Client.Id, ["Notes"], from: "2026-11-02", until: "2026-11-01")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await reader.AskAsync(world.Client.Id, ["Notes"], from: "nonsense")).StatusCode);

        var asked = await reader.AskAsync(world.Client.Id, All);
        Assert.Equal(HttpStatusCode.Conflict, (await reader.AskAsync(world.Client.Id, ["Profile"])).StatusCode);
        var address = await reader.ReadyAsync(asked);

        foreach (var role in new[] { UserRole.Staff, UserRole.Receptionist })
        {
            using var desk = await world.App.SignedInAsAsync(role);
            Assert.Equal(HttpStatusCode.Forbidden, (await desk.GetAsync($"/clients/{world.Client.Id}/export")).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await desk.GetAsync($"{address}?handler=File")).StatusCode);
        }
        using var stranger = await world.App.SignedInAsAsync(UserRole.Therapist);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/clients/{world.Client.Id}/export")).StatusCode);
        using var colleague = await world.App.SignedInAsAsync(UserRole.Admin);
        Assert.Equal(HttpStatusCode.NotFound, (await colleague.GetAsync($"{address}?handler=File")).StatusCode);

        await world.App.Given.RecordPermissionAsync(world.Therapist.Id, Permission.ViewClinical, world.Client.Id, granted: false);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync($"{address}?handler=File")).StatusCode);
    }

    [Fact]
    public async Task It_is_gone_after_half_an_hour_or_when_it_is_removed()
    {
        using var reader = await world.App.SignedInAsync(world.Therapist);
        var first = await reader.ReadyAsync(await reader.AskAsync(world.Client.Id, ["Profile"]));
        Assert.Equal(HttpStatusCode.Found, (await reader.SubmitAsync(first, new { }, "handler=Cancel")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync(first)).StatusCode);

        var second = await reader.ReadyAsync(await reader.AskAsync(world.Client.Id, ["Profile"]));
        world.App.Clock.Now += Duration.FromMinutes(29);
        using var later = await world.App.SignedInAsync(world.Therapist);
        Assert.Equal(HttpStatusCode.OK, (await later.GetAsync(second)).StatusCode);
        world.App.Clock.Now += Duration.FromMinutes(2);
        Assert.Equal(HttpStatusCode.NotFound, (await later.GetAsync(second)).StatusCode);
    }

    [Fact]
    public async Task It_can_be_noted_as_a_disclosure()
    {
        using var reader = await world.App.SignedInAsync(world.Therapist);
        var address = await reader.ReadyAsync(await reader.AskAsync(world.Client.Id, ["Profile"]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await reader.SubmitAsync(address, new { Recipient = "" }, "handler=Disclose")).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await reader.SubmitAsync(address, new { Recipient = "The family doctor" }, "handler=Disclose")).StatusCode);

        var page = await reader.PageAsync($"/clients/{world.Client.Id}/disclosures");
        Assert.Contains("The family doctor", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Asked for by the client", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_about_a_learner_that_may_not_be_exported_stays_out()
    {
        var learner = await world.App.Given.LearnerAsync(world.Client.Id, "Robin");
        var note = await world.AsAsync((Domain.Clinical.StartNote o, Actor a) => o.RunAsync(a, new() { ClientId = world.Client.Id, LearnerId = learner.Id, Format = Domain.Clinical.NoteFormat.Soap }));
        Assert.True((await world.SignAsync(note.Value!.Id, NoteWorld.Text("canary-honeydew"))).Succeeded);
        await world.App.Given.RecordPermissionAsync(world.Therapist.Id, Permission.ExportRecords, world.Client.Id, granted: false, learnerId: learner.Id);

        using var reader = await world.App.SignedInAsync(world.Therapist);
        var (text, _) = ExportWorld.Read(await reader.DownloadAsync(await reader.ReadyAsync(await reader.AskAsync(world.Client.Id, All, history: true))));
        Assert.Contains("canary-apricot", text, StringComparison.Ordinal);
        Assert.DoesNotContain("honeydew", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Robin", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_attachment_is_listed_with_the_reason()
    {
        await ExportWorld.UploadAsync(world, "%PDF-1.4 this is no real file"u8.ToArray(), "broken.pdf");
        using var reader = await world.App.SignedInAsync(world.Therapist);
        var (text, _) = ExportWorld.Read(await reader.DownloadAsync(await reader.ReadyAsync(await reader.AskAsync(world.Client.Id, ["Documents"]))));
        Assert.Contains("broken.pdf", text, StringComparison.Ordinal);
        Assert.Contains("damaged", text, StringComparison.Ordinal);
        Assert.Contains("canary-grapepagetwo", text, StringComparison.Ordinal);
    }

    private static async Task<byte[]> Bytes(string file)
    {
        try
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var all = new MemoryStream();
            await stream.CopyToAsync(all);
            return all.ToArray();
        }
        catch (IOException)
        {
            return []; // gone in the meantime, or a socket
        }
    }
}
