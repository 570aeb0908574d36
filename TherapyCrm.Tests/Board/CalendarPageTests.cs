using System.Net;
using System.Text.Json;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Board;

public sealed class CalendarPageTests : IDisposable
{
    private readonly CrmApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task The_feed_speaks_wall_clock_times()
    {
        var world = await BoardWorld.MakeAsync(app);
        var booked = await world.BookAsync("Sarah Chow", "09:00");

        var entry = Assert.Single(await FeedAsync(world, world.Lena));

        Assert.Equal("2026-11-23T09:00:00", entry.GetProperty("start").GetString());
        Assert.Equal("2026-11-23T09:50:00", entry.GetProperty("end").GetString());
        Assert.Equal("Sarah Chow · Individual therapy", entry.GetProperty("title").GetString());
        Assert.Equal($"/appointments/{booked.Id}", entry.GetProperty("url").GetString());
    }

    [Fact]
    public async Task Of_others_only_taken_is_fed()
    {
        var world = await BoardWorld.MakeAsync(app);
        await world.BookAsync("Canary Zwitscher", "09:00", world.Lena, change: r => r with { Title = "Canarytitle" });

        var entry = Assert.Single(await FeedAsync(world, world.Marc));

        Assert.Equal("Taken", entry.GetProperty("title").GetString());
        Assert.DoesNotContain("anary", entry.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, entry.GetProperty("url").ValueKind);
    }

    [Fact]
    public async Task Who_helps_has_it_in_their_calendar_too()
    {
        var world = await BoardWorld.MakeAsync(app);
        await world.BookAsync("Sarah Chow", "09:00", world.Lena, change: r => r with { Staff = [new(world.Marc.Id, Domain.Scheduling.TherapistRole.Assistant)] });
        using var desk = await app.SignedInAsync(world.Desk);

        Assert.Contains("Sarah Chow", (await desk.PageAsync($"/agenda?user={world.Marc.Id}&date=2026-11-23")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_agenda_says_under_headings_what_the_calendar_shows_and_is_one_link_away()
    {
        var world = await BoardWorld.MakeAsync(app);
        await world.BookAsync("Sarah Chow", "09:00");
        await world.BookAsync("Tom Reed", "14:00", day: BoardWorld.Monday.PlusDays(2));
        using var lena = await app.SignedInAsync(world.Lena);

        var calendar = await lena.PageAsync("/calendar?date=2026-11-25");
        var agenda = await lena.PageAsync(calendar.QuerySelectorAll("main a").Single(a => a.TextContent == "Agenda").GetAttribute("href")!);

        Assert.StartsWith("23–29 November 2026", agenda.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(7, agenda.QuerySelectorAll(".agenda-day > h2").Length);
        Assert.Contains("Sarah Chow", agenda.QuerySelector("section[aria-labelledby=day-2026-11-23]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Tom Reed", agenda.QuerySelector("section[aria-labelledby=day-2026-11-25]")!.TextContent, StringComparison.Ordinal);
        Assert.EndsWith("view=week&date=2026-12-02", agenda.QuerySelector("a[rel=next]")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/calendar?user=987654")]
    [InlineData("/calendar?view=year")]
    [InlineData("/calendar?date=x")]
    [InlineData("/agenda?user=987654")]
    [InlineData("/agenda?date=x")]
    [InlineData("/calendar/feed?user=987654&start=2026-11-23&end=2026-11-30")]
    [InlineData("/calendar/feed?user=1&start=2026-11-23&end=2027-11-30")]
    [InlineData("/calendar/feed?user=1&start=2026-11-23&end=2026-11-23")]
    [InlineData("/calendar/feed?user=1&start=x&end=y")]
    public async Task What_does_not_exist_is_not_found(string url)
    {
        var world = await BoardWorld.MakeAsync(app);
        using var desk = await app.SignedInAsync(world.Desk);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.GetAsync(url)).StatusCode);
    }

    private async Task<IReadOnlyList<JsonElement>> FeedAsync(BoardWorld world, Domain.Practice.StaffMember reader)
    {
        using var client = await app.SignedInAsync(reader);
        var response = await client.GetAsync($"/calendar/feed?user={world.Lena.Id}&start=2026-11-23T00:00:00Z&end=2026-11-30T00:00:00Z");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return [.. JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.EnumerateArray()];
    }
}
