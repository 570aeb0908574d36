using System.Diagnostics;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Board;

/// <summary>The board in real browsers: two desks side by side, the keyboard alone, the mouse, and none of JavaScript.</summary>
public sealed class BoardJourney : IAsyncLifetime
{
    private const string Day = "/board?date=2026-11-23";
    private readonly CrmBrowser browser = CrmBrowser.Start();
    private BoardWorld world = null!;
    private Appointment sarah = null!;

    public async Task InitializeAsync()
    {
        world = await BoardWorld.MakeAsync(browser.App, 3);
        sarah = await world.BookAsync("Sarah Chow", "11:00");
        await world.BookAsync("Tom Reed", "13:00", world.Marc, room: 1);
        browser.App.Clock.Advance(NodaTime.Duration.FromMinutes(1)); // so that opening a board finds nothing new
    }

    public async Task DisposeAsync() => await browser.DisposeAsync();

    [Fact]
    public async Task A_second_desk_sees_and_hears_a_change_within_a_second()
    {
        var (one, two) = (await OpenAsync(), await OpenAsync());
        await two.GetByRole(AriaRole.Link, new() { Name = "Tom Reed" }).FocusAsync();
        var scrolled = await two.EvaluateAsync<double>("document.getElementById('board').scrollTop");
        await one.GetByRole(AriaRole.Link, new() { Name = "Sarah Chow" }).FocusAsync();

        await one.Keyboard.PressAsync("a");
        var watch = Stopwatch.StartNew();
        await Assertions.Expect(two.GetByText("Arrived 10:01")).ToHaveCountAsync(1);

        Assert.InRange(watch.ElapsedMilliseconds, 0, 1000);
        await Assertions.Expect(two.Locator("#live")).ToContainTextAsync("Changed on the board: Sarah Chow");
        await Assertions.Expect(one.Locator("#live")).ToContainTextAsync("Marked as arrived.");
        await Assertions.Expect(two.GetByRole(AriaRole.Link, new() { Name = "Tom Reed" })).ToBeFocusedAsync();
        await Assertions.Expect(one.GetByRole(AriaRole.Link, new() { Name = "Sarah Chow" })).ToBeFocusedAsync();
        Assert.Equal(scrolled, await two.EvaluateAsync<double>("document.getElementById('board').scrollTop"));
    }

    [Fact]
    public async Task By_keyboard_alone_an_appointment_is_moved_and_the_focus_is_back_on_it()
    {
        var page = await OpenAsync();
        var card = page.GetByRole(AriaRole.Link, new() { Name = "Sarah Chow" });
        await card.FocusAsync();

        await page.Keyboard.PressAsync("m");
        await page.GetByRole(AriaRole.Dialog).GetByLabel("Room").SelectOptionAsync("Room 3");
        await page.Keyboard.PressAsync("Control+Enter");

        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Room 3" }).GetByText("Sarah Chow")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Assertions.Expect(card).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#live")).ToContainTextAsync("Moved to");
    }

    [Fact]
    public async Task Dragged_the_move_form_opens_filled_in_and_nothing_is_saved_before_it_is_sent()
    {
        var page = await OpenAsync();
        var card = page.GetByRole(AriaRole.Link, new() { Name = "Sarah Chow" });
        var from = (await card.BoundingBoxAsync())!;
        var room = (await page.GetByRole(AriaRole.Region, new() { Name = "Room 3" }).BoundingBoxAsync())!;

        await page.Mouse.MoveAsync(from.X + 40, from.Y + 10);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(from.X + 60, from.Y + 30);
        await page.Mouse.MoveAsync(room.X + 60, from.Y + 10, new() { Steps = 5 });
        await page.Mouse.UpAsync();

        var dialog = page.GetByRole(AriaRole.Dialog);
        Assert.Equal("Room 3", await dialog.GetByLabel("Room").EvaluateAsync<string>("s => s.selectedOptions[0].text.trim()"));
        await Assertions.Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Move" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(card).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Room 1" }).GetByText("Sarah Chow")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(dialog).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_gap_opens_the_booking_form_at_its_time_and_room()
    {
        var page = await OpenAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Book Room 2, free 08:00–13:00" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        var dialog = page.GetByRole(AriaRole.Dialog);
        Assert.Equal("Room 2", await dialog.GetByLabel("Room").First.EvaluateAsync<string>("s => s.selectedOptions[0].text.trim()"));
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Book Room 2, free 08:00–13:00" })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_menu_closes_by_itself_so_that_the_board_stays_live()
    {
        var page = await OpenAsync();
        var (menu, summary) = (page.Locator("details.menu"), page.Locator("details.menu > summary"));
        await summary.ClickAsync();
        await Assertions.Expect(menu.GetByText("Block a room or people")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(menu).Not.ToHaveAttributeAsync("open", "");
        await Assertions.Expect(summary).ToBeFocusedAsync();
        await summary.ClickAsync();
        await page.Locator("h1").ClickAsync();
        await Assertions.Expect(menu).Not.ToHaveAttributeAsync("open", "");
    }

    [Fact]
    public async Task Days_turn_by_key()
    {
        var page = await OpenAsync();
        foreach (var (key, day) in new[] { ("ArrowRight", "Tuesday 24"), ("ArrowLeft", "Monday 23"), ("ArrowLeft", "Sunday 22"), ("t", "Monday 23") })
        {
            await page.Keyboard.PressAsync(key);
            // The keys work once the page's scripts have run, a moment after its heading shows.
            await page.WaitForFunctionAsync("day => globalThis.crm?.boardTime && document.querySelector('h1').textContent.startsWith(day)", day);
        }
    }

    [Fact]
    public async Task Without_JavaScript_a_card_leads_to_where_the_arrival_is_noted()
    {
        var page = await browser.PageAsync(world.Desk, javaScript: false);
        await page.GotoAsync(Day);
        await page.GetByRole(AriaRole.Link, new() { Name = "Sarah Chow" }).ClickAsync();
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Arrived" }).First.ClickAsync();
        await page.GotoAsync(Day);
        await Assertions.Expect(page.GetByText("Arrived 10:01")).ToHaveCountAsync(1);
    }

    [Theory]
    [InlineData(Day)]
    [InlineData(Day + "&by=therapist")]
    [InlineData("/")]
    [InlineData("/calendar?date=2026-11-23")]
    [InlineData("/calendar?date=2026-11-23&view=month")]
    [InlineData("/agenda?date=2026-11-23")]
    [InlineData("/print/day?date=2026-11-23")]
    public async Task No_accessibility_fault_in_light_and_dark_wide_and_narrow(string url)
    {
        foreach (var reader in url == "/" ? new[] { world.Desk, world.Lena } : [world.Desk])
            foreach (var (width, dark) in new[] { (1366, false), (1366, true), (360, false) })
            {
                var page = await browser.PageAsync(reader, width, 768, dark);
                await page.GotoAsync(url);
                await page.WaitForTimeoutAsync(400);
                var result = await page.RunAxe(new AxeRunOptions { RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa") });
                Assert.True(result.Violations.Length == 0, string.Join('\n', result.Violations.Select(v => $"{width} {dark} {v.Id}: {v.Help} {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}")));
                Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{url} scrolls sideways at {width}");
                await page.CloseAsync();
            }
    }

    private async Task<IPage> OpenAsync()
    {
        var page = await browser.PageAsync(world.Desk);
        var listening = page.WaitForResponseAsync("**/board/live**");
        await page.GotoAsync(Day);
        await listening;
        return page;
    }
}
