using System.Net;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Board;

public sealed class BoardPageTests : IDisposable
{
    private const string Day = "/board?date=2026-11-23";
    private readonly CrmApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task The_day_is_read_without_JavaScript()
    {
        var world = await BoardWorld.MakeAsync(app);
        var booked = await world.BookAsync("Sarah Chow", "09:00");
        using var desk = await app.SignedInAsync(world.Desk);

        var page = await desk.PageAsync(Day);

        Assert.StartsWith("Monday 23 November 2026", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Room 1", "Room 2"], page.QuerySelectorAll("section.board-col h2").Select(h => h.TextContent));
        Assert.Contains("Sarah Chow", page.QuerySelector($"a[href='/appointments/{booked.Id}']")!.TextContent, StringComparison.Ordinal);
        var gap = page.QuerySelectorAll("a").Single(a => a.TextContent == "Book Room 1, free 10:00–18:00");
        Assert.Equal($"/appointments/new?date=2026-11-23&start=10:00&locationId={world.Here}&roomId={world.Rooms[0].Id}", gap.GetAttribute("href"));
        Assert.Equal($"/board?date=2026-11-22&by=room&location={world.Here}", page.QuerySelector("a[rel=prev]")!.GetAttribute("href"));
        Assert.NotNull(page.QuerySelector("form#quick input[name=__RequestVerificationToken]"));
    }

    [Fact]
    public async Task A_fragment_request_gets_the_board_alone()
    {
        var world = await BoardWorld.MakeAsync(app);
        await world.BookAsync("Sarah Chow", "09:00");
        using var desk = await app.SignedInAsync(world.Desk);

        var response = await desk.GetAsync(Day, fragment: true);
        var text = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("Sarah Chow", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", text, StringComparison.Ordinal);
        Assert.Contains("HX-Request", response.Headers.Vary);
    }

    [Fact]
    public async Task Without_a_log_no_name_leaves()
    {
        var world = await BoardWorld.MakeAsync(app);
        await world.BookAsync("Sarah Canary", "09:00");
        using var desk = await app.SignedInAsync(world.Desk);
        await app.DbAsync(db => db.Database.ExecuteSqlRawAsync("CREATE TRIGGER no_log BEFORE INSERT ON audit_entries BEGIN SELECT RAISE(FAIL, 'disk full'); END"));
        string[] reads = [Day, "/", "/agenda?date=2026-11-23", "/print/day?date=2026-11-23", $"/calendar/feed?user={world.Lena.Id}&start=2026-11-23&end=2026-11-30"];
        foreach (var url in reads)
        {
            var answer = await desk.GetAsync(url);
            Assert.Equal((url, HttpStatusCode.ServiceUnavailable), (url, answer.StatusCode));
            Assert.DoesNotContain("Canary", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        await app.DbAsync(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER no_log"));
        Assert.Contains("Canary", await (await desk.GetAsync(Day)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_the_house_shows_with_the_next_look()
    {
        var world = await BoardWorld.MakeAsync(app);
        using var desk = await app.SignedInAsync(world.Desk);
        Assert.Contains("Room 1", (await desk.PageAsync(Day)).Body!.TextContent, StringComparison.Ordinal);
        await app.DbAsync(async db =>
        {
            (await db.Rooms.SingleAsync(r => r.Name == "Room 1")).Name = "Garden room";
            db.Add(new Closure { FirstDay = BoardWorld.Monday, LastDay = BoardWorld.Monday, Name = "Staff retreat" });
            return await db.SaveChangesAsync();
        });
        var text = (await desk.PageAsync(Day)).Body!.TextContent;
        Assert.Contains("Garden room", text, StringComparison.Ordinal);
        Assert.Contains("Staff retreat", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/board?location=987654")]
    [InlineData("/board?date=2026-02-30")]
    [InlineData("/board?date=tomorrow")]
    [InlineData("/board?by=hallway")]
    [InlineData("/print/day?location=987654")]
    [InlineData("/print/day?by=hallway")]
    [InlineData("/board/live?location=1&date=soon&since=0")]
    public async Task What_does_not_exist_is_not_found(string url)
    {
        var world = await BoardWorld.MakeAsync(app);
        using var desk = await app.SignedInAsync(world.Desk);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.GetAsync(url)).StatusCode);
    }

    [Theory]
    [InlineData("/board")]
    [InlineData("/print/day")]
    [InlineData("/calendar")]
    [InlineData("/agenda")]
    [InlineData("/calendar/feed?user=1&start=2026-11-23&end=2026-11-30")]
    [InlineData("/board/live?location=1&date=2026-11-23&since=0")]
    public async Task Who_may_not_see_appointments_is_refused_and_nobody_signs_in_first(string url)
    {
        await BoardWorld.MakeAsync(app);
        using var nobody = await app.SignedInAsync(await app.Given.StaffAsync());
        using var anonymous = app.Anonymous();
        Assert.Equal(HttpStatusCode.Forbidden, (await nobody.GetAsync(url)).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await anonymous.GetAsync(url)).StatusCode);
    }

    [Theory]
    [InlineData("/board?date=2026-11-23")]
    [InlineData("/board?date=2026-11-23&by=therapist")]
    [InlineData("/print/day?date=2026-11-23")]
    [InlineData("/print/day?date=2026-11-23&by=therapist")]
    [InlineData("/")]
    public async Task Nothing_of_what_is_out_of_sight_is_on_the_page(string url)
    {
        var world = await BoardWorld.MakeAsync(app);
        await world.BookAsync("Canary Zwitscher", "09:00", world.Lena, change: r => r with { Title = "Canarytitle" });
        using var marc = await app.SignedInAsync(world.Marc);

        var page = await (await marc.GetAsync(url)).Content.ReadAsStringAsync();

        Assert.DoesNotContain("anary", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Zwitscher", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/board?date=2026-11-23")]
    [InlineData("/print/day?date=2026-11-23")]
    [InlineData("/")]
    [InlineData("/agenda?date=2026-11-23")]
    public async Task Privacy_mode_shows_initials_only(string url)
    {
        var world = await BoardWorld.MakeAsync(app);
        await world.BookAsync("Zacharias Quittenbaum", "09:30");
        await app.DbAsync(db => db.Users.ExecuteUpdateAsync(u => u.SetProperty(s => s.PrivacyMode, true)));
        using var desk = await app.SignedInAsync(world.Desk);

        var page = await (await desk.GetAsync(url)).Content.ReadAsStringAsync();

        Assert.Contains("Z. Q.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Quittenbaum", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Zacharias", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_view_is_one_line_of_the_log_with_its_filter_and_count()
    {
        var world = await BoardWorld.MakeAsync(app);
        await world.BookAsync("Sarah Chow", "09:00");
        using var desk = await app.SignedInAsync(world.Desk);
        await desk.PageAsync(Day);

        var line = Assert.Single(await app.DbAsync(db => db.AuditEntries.Where(a => a.Action == "board.read").ToListAsync()));

        Assert.Equal((world.Desk.Id, $"location={world.Here} date=2026-11-23 by=room; 1"), (line.UserId!.Value, line.Details));
    }

    [Fact]
    public async Task Who_may_only_look_is_offered_nothing_to_press()
    {
        var world = await BoardWorld.MakeAsync(app);
        await world.BookAsync("Sarah Chow", "09:00");
        await app.Given.UserPermissionAsync(world.Desk.Id, Permission.BookAppointments, granted: false);
        using var desk = await app.SignedInAsync(world.Desk);

        var page = await desk.PageAsync(Day);

        Assert.Empty(page.QuerySelectorAll("main [href*='/appointments/new'], main [data-handler], main [data-move]"));
        Assert.Contains("Free 10:00–18:00", page.QuerySelector("#board")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_day_says_why()
    {
        var world = await BoardWorld.MakeAsync(app);
        await app.Given.SaveAsync(new Domain.Practice.Closure { Name = "Boxing Day", FirstDay = BoardWorld.Monday, LastDay = BoardWorld.Monday });
        using var desk = await app.SignedInAsync(world.Desk);

        Assert.Contains("Closed on this day: Boxing Day.", (await desk.PageAsync(Day)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }
}
