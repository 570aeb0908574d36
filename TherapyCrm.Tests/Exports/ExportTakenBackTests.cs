using System.Net;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Tests.Clinical;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Exports;

/// <summary>An export that lies ready is gone as soon as something it holds was taken from its owner, or out of the record.</summary>
public sealed class ExportTakenBackTests : IAsyncLifetime
{
    private NoteWorld world = null!;

    public async Task InitializeAsync() => world = await NoteWorld.StartAsync();

    public Task DisposeAsync()
    {
        world.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_learner_was_closed_to_the_reader()
    {
        var learner = await world.App.Given.LearnerAsync(world.Client.Id, "Robin");
        await GoneAfterAsync("Profile", () => world.App.Given.RecordPermissionAsync(world.Therapist.Id, Permission.ViewClinical, world.Client.Id, granted: false, learnerId: learner.Id));
    }

    [Fact]
    public async Task A_note_was_redacted()
    {
        await world.App.Given.UserPermissionAsync(world.Therapist.Id, Permission.RedactClinical, granted: true);
        var note = await world.SignedAsync("canary-quince");
        await GoneAfterAsync("Notes", async () => Assert.True((await world.AsAsync((Domain.Clinical.RedactNote o, Actor a) => o.RunAsync(a, new(note.Id, "Written into the wrong file", new(Given.Password))))).Succeeded));
    }

    [Fact]
    public async Task A_document_was_put_away()
    {
        var document = await ExportWorld.UploadAsync(world, ExportWorld.Pdf("canary-rambutan"), "letter.pdf");
        await GoneAfterAsync("Documents", () => world.App.DbAsync(db => db.Documents.Where(d => d.Id == document.Id).ExecuteUpdateAsync(u => u.SetProperty(d => d.ArchivedAt, world.App.Clock.Now))));
    }

    private async Task GoneAfterAsync(string part, Func<Task> taken)
    {
        using var reader = await world.App.SignedInAsync(world.Therapist);
        var address = await reader.ReadyAsync(await reader.AskAsync(world.Client.Id, [part]));
        await ExportWorld.UploadAsync(world, "a;b"u8.ToArray(), "more.csv"); // what is added takes nothing away
        await reader.DownloadAsync(address);
        world.App.Clock.Now += Duration.FromMinutes(1);
        await taken();
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync($"{address}?handler=File")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await reader.AskAsync(world.Client.Id, [part])).StatusCode);
    }
}
