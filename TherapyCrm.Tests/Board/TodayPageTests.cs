using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Board;

public sealed class TodayPageTests : IDisposable
{
    private readonly CrmApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task The_desk_sees_who_is_expected_who_is_here_and_who_has_not_confirmed()
    {
        var world = await BoardWorld.MakeAsync(app);
        var here = await world.BookAsync("Sarah Chow", "09:45");
        await world.BookAsync("Tom Reed", "11:00", world.Marc, room: 1);
        await app.AsAsync<MarkArrived, Outcome<Appointment>>(world.Desk.Id, (o, actor) => o.RunAsync(actor, new(here.Id)));

        var sections = await SectionsAsync(world.Desk);

        Assert.Contains("Tom Reed", sections["Arrivals"], StringComparison.Ordinal);
        Assert.DoesNotContain("Sarah Chow", sections["Arrivals"], StringComparison.Ordinal);
        Assert.Contains("Sarah Chow", sections["In the house"], StringComparison.Ordinal);
        Assert.Contains("Tom Reed", sections["Not confirmed"], StringComparison.Ordinal);
        Assert.Contains("604-555-0100", sections["Not confirmed"], StringComparison.Ordinal);
        Assert.Contains("Room 1Sarah Chow until 10:35", sections["Rooms now"], StringComparison.Ordinal);
        Assert.Contains("Room 2Free until 11:00", sections["Rooms now"], StringComparison.Ordinal);
        Assert.False(sections.ContainsKey("My day"));
        Assert.False(sections.ContainsKey("Out of the ordinary"));
    }

    [Fact]
    public async Task The_desk_reaches_its_other_screens_from_the_menu()
    {
        var world = await BoardWorld.MakeAsync(app);
        using var desk = await app.SignedInAsync(world.Desk);
        foreach (var address in new[] { "/", "/board" })
        {
            var links = (await desk.PageAsync(address)).QuerySelectorAll(".menu-items a").Select(a => a.GetAttribute("href")!).ToList();
            Assert.All(["/find", "/blocks/new", "/away", "/to-place", "/print/day"], path => Assert.Contains(links, link => link.StartsWith(path, StringComparison.Ordinal)));
            foreach (var link in links) Assert.Equal(System.Net.HttpStatusCode.OK, (await desk.GetAsync(link)).StatusCode);
        }
    }

    [Fact]
    public async Task A_therapist_sees_the_day_with_its_gaps_and_who_comes_next()
    {
        var world = await BoardWorld.MakeAsync(app);
        await app.Given.SaveAsync(new Domain.Practice.WorkingHours { UserId = world.Lena.Id, LocationId = world.Here, DayOfWeek = IsoDayOfWeek.Monday, StartsAt = new(9, 0), EndsAt = new(12, 0) });
        await world.BookAsync("Sarah Chow", "10:30");

        var sections = await SectionsAsync(world.Lena);

        Assert.Contains("09:00–10:30Free", sections["My day"], StringComparison.Ordinal);
        Assert.Contains("11:20–12:00Free", sections["My day"], StringComparison.Ordinal);
        using var lena = await app.SignedInAsync(world.Lena);
        var gap = (await lena.PageAsync("/")).QuerySelector(".agenda-gap a")!.GetAttribute("href")!;
        Assert.Contains($"therapistId={world.Lena.Id}&date=2026-11-23&start=", gap, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await lena.GetAsync(gap)).StatusCode);
        Assert.Contains("Sarah Chow", sections["Next"], StringComparison.Ordinal);
        Assert.False(sections.ContainsKey("Arrivals"));
    }

    [Fact]
    public async Task A_manager_sees_figures_cancellations_and_what_is_out_of_the_ordinary()
    {
        var world = await BoardWorld.MakeAsync(app);
        await world.BookAsync("Sarah Chow", "09:45");
        await app.Given.SaveAsync(new Domain.Practice.TimeOff { UserId = world.Lena.Id, StartsAt = app.Clock.Now, EndsAt = app.Clock.Now + Duration.FromHours(4) });
        var cancelled = await world.BookAsync("Tom Reed", "11:00", world.Marc, room: 1);
        await app.DbAsync(async db =>
        {
            var row = await db.Appointments.FindAsync(cancelled.Id);
            db.Entry(row!).Property(a => a.Status).CurrentValue = AppointmentStatus.Cancelled;
            db.Entry(row!).Property(a => a.CancelledBy).CurrentValue = CancelledBy.Client;
            db.Entry(row!).Property(a => a.NoticeHours).CurrentValue = 2m;
            return await db.SaveChangesAsync();
        });

        var sections = await SectionsAsync(await app.Given.StaffAsync(UserRole.Admin));

        Assert.Contains("Rooms in use now1 / 2", sections["The practice today"], StringComparison.Ordinal);
        Assert.Contains("Sarah Chow", sections["Out of the ordinary"], StringComparison.Ordinal);
        Assert.Contains("Therapist away", sections["Out of the ordinary"], StringComparison.Ordinal);
        Assert.Contains("1 by clients, 0 by the practice, 1 inside the notice window.", sections["Cancelled this week"], StringComparison.Ordinal);
        Assert.Contains("Tom Reed", sections["Cancelled this week"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_without_any_permission_is_told_what_to_do()
    {
        await BoardWorld.MakeAsync(app);
        using var client = await app.SignedInAsync(await app.Given.StaffAsync());
        Assert.Contains("Nothing is opened to you yet", (await client.PageAsync("/")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    private async Task<Dictionary<string, string>> SectionsAsync(Domain.Practice.StaffMember reader)
    {
        using var client = await app.SignedInAsync(reader);
        var page = await client.PageAsync("/");
        return page.QuerySelectorAll("main section").ToDictionary(
            s => s.GetAttribute("aria-label") ?? s.QuerySelector("h2")!.ChildNodes[0].TextContent.Trim(),
            s => System.Text.RegularExpressions.Regex.Replace(s.TextContent, @"\s*\n\s*", ""));
    }
}
