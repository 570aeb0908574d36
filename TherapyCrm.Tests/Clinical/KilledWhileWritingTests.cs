using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Clinical;

/// <summary>The server is killed in the middle of writing and signing: what it said was kept is there, whole, and what it said was signed is signed.</summary>
public sealed class KilledWhileWritingTests : IAsyncLifetime
{
    private static readonly int Rounds = KillableServer.Rounds(usual: 3);
    private NoteWorld world = null!;

    /// <summary>What the server acknowledged of one note.</summary>
    private sealed record Kept(int Step, bool IsSigned);

    public async Task InitializeAsync() => world = await NoteWorld.StartAsync();

    public Task DisposeAsync()
    {
        world.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task No_acknowledged_word_and_no_signature_is_lost_and_no_note_is_half()
    {
        var acknowledged = new ConcurrentDictionary<long, Kept>();
        for (var round = 0; round < Rounds; round++) await RoundAsync(acknowledged, TimeSpan.FromMilliseconds(300 + (round % 5 * 250)));

        Assert.True(acknowledged.Count >= Rounds, $"{acknowledged.Count} notes were acknowledged");
        foreach (var (id, kept) in acknowledged) await FoundAsync(id, kept);
        Assert.All(await world.App.DbAsync(db => db.SessionNotes.Select(n => new { n.Status, n.CurrentNumber, Versions = db.NoteVersions.Count(v => v.NoteId == n.Id) }).ToListAsync()),
            n => Assert.Equal((n.Status == NoteStatus.Signed ? 1 : 0, n.CurrentNumber), (n.Versions, n.Versions)));
        await using var file = new SqliteConnection(world.App.ConnectionString);
        await file.OpenAsync();
        await using var check = file.CreateCommand();
        check.CommandText = "PRAGMA integrity_check";
        Assert.Equal("ok", await check.ExecuteScalarAsync());
    }

    private async Task FoundAsync(long id, Kept kept)
    {
        var note = await world.App.DbAsync(db => db.SessionNotes.AsNoTracking().SingleAsync(n => n.Id == id));
        if (kept.IsSigned) Assert.Equal(NoteStatus.Signed, note.Status);
        if (note.Status == NoteStatus.Signed)
        {
            var view = await world.ReadAsync(id);
            Assert.True(view.Current!.IsIntact);
            Assert.True(StepOf(view.Current.Body) >= kept.Step);
            return;
        }
        var drafts = (await world.InHandAsync(id)).Drafts;
        Assert.True(drafts.Max(d => StepOf(d.Body)) >= kept.Step, $"note {id} said that step {kept.Step} was kept");
    }

    private async Task RoundAsync(ConcurrentDictionary<long, Kept> acknowledged, TimeSpan life)
    {
        await using var server = KillableServer.Start(world.App);
        using var http = new HttpClient(new CookieJar { InnerHandler = new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false } }) { BaseAddress = server.Address };
        using var browser = new CrmClient(http) { User = world.Therapist };
        (await KillableServer.WhenUpAsync(() => browser.GetAsync("/sign-in"))).Dispose();
        using var entered = await browser.SubmitAsync("/sign-in", new { Email = world.Therapist.Email!, Given.Password });
        Assert.Equal(HttpStatusCode.Found, entered.StatusCode);
        var acts = 0;
        await server.KillAfterAsync(() => Volatile.Read(ref acts), life, [.. Enumerable.Range(0, 3).Select(_ => WriteUntilItFailsAsync(browser, acknowledged, () => Interlocked.Increment(ref acts)))]);
    }

    private async Task WriteUntilItFailsAsync(CrmClient browser, ConcurrentDictionary<long, Kept> acknowledged, Action acted)
    {
        try
        {
            while (true)
            {
                var note = (await world.BegunAsync()).Id;
                for (var step = 1; step <= 4; step++)
                {
                    await SendAsync(browser, note, step, "Save");
                    acknowledged[note] = new(step, IsSigned: false);
                    acted();
                }
                await SendAsync(browser, note, 5, "Sign");
                acknowledged[note] = new(5, IsSigned: true);
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // the server is gone
        }
    }

    private static async Task SendAsync(CrmClient browser, long note, int step, string handler)
    {
        var address = $"/notes/{note}/edit";
        var form = (await browser.PageAsync(address)).QuerySelectorAll("form.note-form").OfType<IHtmlFormElement>().Single();
        form.SetAttribute("action", $"{address}?handler={handler}");
        using var answer = await browser.PostAsync(form, address, new Dictionary<string, string>
        {
            ["Form.Sections[0].Text"] = string.Create(CultureInfo.InvariantCulture, $"{step} {new string('x', 5000)} end"), ["Form.Password"] = handler == "Sign" ? Given.Password : "",
        });
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
    }

    private static int StepOf(NoteBody body) => body.Sections[0].Text is { Length: > 0 } text && text.EndsWith(" end", StringComparison.Ordinal) ? int.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture) : 0;
}
