using NodaTime;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Board;

public sealed class BoardLiveTests : IDisposable
{
    private readonly CrmApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_change_of_the_day_arrives_as_an_id_and_nothing_else()
    {
        var world = await BoardWorld.MakeAsync(app);
        using var desk = await app.SignedInAsync(world.Desk);
        using var stream = await OpenAsync(desk, world, BoardWorld.Monday);
        Assert.Equal("event: ready", await NextAsync(stream));

        await world.BookAsync("Canary Zwitscher", "09:00", day: BoardWorld.Monday.PlusDays(1));
        var booked = await world.BookAsync("Canary Zwitscher", "09:00");

        Assert.Equal("event: changed", await NextAsync(stream));
        Assert.Equal($"data: open-{booked.Id}", await NextAsync(stream, "data"));
    }

    [Fact]
    public async Task What_changed_between_the_page_and_the_stream_is_made_up_for()
    {
        var world = await BoardWorld.MakeAsync(app);
        var booked = await world.BookAsync("Sarah Chow", "09:00");
        using var desk = await app.SignedInAsync(world.Desk);
        using var stream = await OpenAsync(desk, world, BoardWorld.Monday);

        Assert.Equal("event: changed", await NextAsync(stream));
        Assert.Equal($"data: open-{booked.Id}", await NextAsync(stream, "data"));
    }

    [Fact]
    public async Task Listening_is_not_a_persons_activity()
    {
        var world = await BoardWorld.MakeAsync(app);
        using var desk = await app.SignedInAsync(world.Desk);
        var before = await LastSeenAsync(world.Desk);
        app.Clock.Advance(Duration.FromMinutes(2));
        using var stream = await OpenAsync(desk, world, BoardWorld.Monday);
        await NextAsync(stream);
        using var background = new HttpRequestMessage(HttpMethod.Get, "/board");
        background.Headers.Add("X-Background", "1");
        await desk.Http.SendAsync(background);

        Assert.Equal(before, await LastSeenAsync(world.Desk));
    }

    private Task<Instant> LastSeenAsync(StaffMember person) => app.DbAsync(db => Task.FromResult(db.UserSessions.Where(s => s.UserId == person.Id).Max(s => s.LastSeenAt)));

    private async Task<StreamReader> OpenAsync(CrmClient client, BoardWorld world, LocalDate day)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/board/live?location={world.Here}&date={day:uuuu-MM-dd}&since={app.Clock.Now.ToUnixTimeMilliseconds()}");
        request.Headers.Accept.ParseAdd("text/event-stream");
        var response = await client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        return new StreamReader(await response.Content.ReadAsStreamAsync());
    }

    private static async Task<string> NextAsync(StreamReader stream, string field = "event")
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        while (await stream.ReadLineAsync(patience.Token) is { } line)
            if (line.StartsWith(field + ":", StringComparison.Ordinal)) return line;
        throw new EndOfStreamException();
    }
}
