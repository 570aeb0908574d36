using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace TherapyCrm.Tests.Booking;

/// <summary>Booking and changing appointments in a real browser, by keyboard.</summary>
public sealed class BookingJourney : IAsyncLifetime
{
    private readonly CrmBrowser browser = CrmBrowser.Start();
    private BookingWorld world = null!;

    public async Task InitializeAsync() => world = await BookingWorld.InAsync(browser.App);

    public async Task DisposeAsync() => await browser.DisposeAsync();

    [Theory]
    [InlineData(1366, 768, false)]
    [InlineData(1366, 768, true)]
    [InlineData(360, 740, false)]
    public async Task The_form_has_no_accessibility_fault(int width, int height, bool dark)
    {
        var page = await browser.PageAsync(world.Desk, width, height, dark);
        await page.GotoAsync($"{world.Gap(10)}&clientId={world.Sara.Id}");
        await page.EvaluateAsync("document.querySelectorAll('#booking details').forEach(d => d.open = true)");
        await Faultless(page, $"form-{width}-{dark}");
    }

    [Fact]
    public async Task A_gap_on_the_board_is_booked_by_keyboard_alone_in_at_most_twelve_presses()
    {
        await world.BookedAsync(9, day: 1);
        var page = await browser.PageAsync(world.Desk);
        await page.GotoAsync($"/board?date=2026-11-23&location={world.Location}");
        await page.Locator(".gap-button").First.FocusAsync();
        var keys = new Keys(page);
        await keys.PressAsync("Enter");
        await Expect(page.Locator("#Form_Client")).ToBeFocusedAsync();
        await keys.TypeAsync("sar c");
        await Expect(page.GetByRole(AriaRole.Option).First).ToContainTextAsync("Sara Cho");
        await keys.PressAsync("Enter");
        await Expect(page.Locator("#Form_ServiceCodeId")).ToHaveValueAsync($"{world.Session.Id}");
        await keys.PressAsync("Control+Enter");
        await Expect(page.Locator("#dialog")).Not.ToBeVisibleAsync();
        await Expect(page.Locator(".appt").Filter(new() { HasText = "Sara Cho" })).ToBeVisibleAsync();
        await Expect(page.Locator("#live")).ToContainTextAsync("Booked for");
        Assert.InRange(keys.Count, 1, 12);
        var booked = (await world.AppointmentsAsync())[^1];
        Assert.Equal((world.Sara.Id, world.Lee.Id, world.Session.Id), (booked.ClientId, booked.TherapistId, booked.ServiceCodeId));
        await Expect(page.Locator($"#open-{booked.Id}")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Who_is_not_on_file_is_added_from_the_name_that_was_typed()
    {
        var page = await browser.PageAsync(world.Desk);
        await page.GotoAsync(world.Gap(14));
        await page.Locator("#Form_Client").FocusAsync();
        await page.Keyboard.TypeAsync("Zelda Quill");
        await Expect(page.Locator("#Form_Client-options [role=option]").Last).ToContainTextAsync("Add a new client");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#Form_Phone")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("604 555 0199");
        await page.Locator("#Form_ServiceCodeId").SelectOptionAsync($"{world.Session.Id}");
        await page.Locator("#Form_TherapistId").SelectOptionAsync($"{world.Kim.Id}");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator("#appointment h1")).ToContainTextAsync("Zelda Quill");
        Assert.Single(await world.AppointmentsAsync());
    }

    [Fact]
    public async Task A_clash_is_left_by_one_key()
    {
        await world.BookedAsync(11, world.Sam, therapist: world.Kim);
        var page = await browser.PageAsync(world.Desk);
        await page.GotoAsync($"{world.Gap(11)}&clientId={world.Sara.Id}&serviceId={world.Session.Id}");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Room 1 is taken 11:00–12:00.");
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
        await Faultless(page, "clash");
        await page.Keyboard.PressAsync("1");
        await Expect(page.Locator("#appointment")).ToContainTextAsync("Room 2");
        Assert.Equal(world.Rooms[1].Id, (await world.AppointmentsAsync())[^1].RoomId);
    }

    [Fact]
    public async Task A_cancelled_appointment_is_taken_back_with_one_key()
    {
        var booked = await world.BookedAsync(11);
        var page = await browser.PageAsync(world.Desk);
        await page.GotoAsync($"/board?date=2026-11-23&location={world.Location}");
        await page.Locator($"#open-{booked.Id}").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Link, new() { Name = "Cancel", Exact = true }).ClickAsync();
        await page.GetByLabel("Reason").SelectOptionAsync("Ill");
        await Faultless(page, "cancel", part: "#dialog");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator("#dialog")).Not.ToBeVisibleAsync();
        await Expect(page.Locator("#undo")).ToContainTextAsync("Appointment cancelled.");
        Assert.Equal(AppointmentStatus.Cancelled, (await world.AppointmentsAsync())[0].Status);
        await page.Locator("h1").FocusAsync();
        await page.Keyboard.PressAsync("z");
        await Expect(page.Locator("#notices")).ToContainTextAsync("Taken back.");
        await Expect(page.Locator($"#open-{booked.Id}")).ToBeVisibleAsync();
        Assert.Equal(AppointmentStatus.Scheduled, (await world.AppointmentsAsync())[0].Status);
    }

    [Fact]
    public async Task A_series_is_repaired_date_by_date()
    {
        await world.BookedAsync(11, world.Sam, therapist: world.Kim, day: 7);
        var page = await browser.PageAsync(world.Desk);
        await page.GotoAsync($"{world.Gap(11)}&clientId={world.Sara.Id}&serviceId={world.Session.Id}&frequency=Weekly&count=3");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("3 appointments, before they are booked");
        await Faultless(page, "series");
        await page.Locator("#series-choice-1").SelectOptionAsync(new SelectOptionValue { Label = "In Room 2" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Check again" }).ClickAsync();
        await Expect(page.GetByText("Everything is free.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Book the series" }).ClickAsync();
        await Expect(page.GetByText("3 booked, 0 skipped, 0 to place.")).ToBeVisibleAsync();
        await Faultless(page, "series-booked");
    }

    [Fact]
    public async Task Without_scripts_a_booking_is_looked_up_and_made()
    {
        var page = await browser.PageAsync(world.Desk, javaScript: false);
        await page.GotoAsync(world.Gap(11));
        await page.GetByLabel("Client").FillAsync("sar cho");
        await page.GetByRole(AriaRole.Button, new() { Name = "Look up client" }).ClickAsync();
        await page.GetByLabel("Sara Cho").CheckAsync();
        await page.GetByLabel("Service").SelectOptionAsync($"{world.Session.Id}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Book" }).ClickAsync();
        await Expect(page.Locator("#appointment")).ToContainTextAsync("Sara Cho");
    }

    [Fact]
    public async Task A_typed_line_is_a_booking_after_enter_twice()
    {
        var page = await browser.PageAsync(world.Desk);
        await page.GotoAsync("/to-place");
        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("book sam osei, kim, tue 2pm, 50, for individual");
        await Expect(page.GetByRole(AriaRole.Option).First).ToContainTextAsync("Sam Osei");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#booking-form .button-primary")).ToBeFocusedAsync();
        await Faultless(page, "line", part: "#dialog");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#dialog")).Not.ToBeVisibleAsync();
        Assert.Equal(new NodaTime.LocalDateTime(2026, 11, 24, 14, 0), Assert.Single(await world.AppointmentsAsync()).LocalStart);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_other_screens_have_no_accessibility_fault(bool dark)
    {
        var booked = await world.BookedAsync(11);
        var wide = await browser.PageAsync(world.Desk, dark: dark);
        var phone = await browser.PageAsync(world.Desk, 360, 740, dark);
        string[] addresses =
        [
            $"/appointments/{booked.Id}", $"/appointments/{booked.Id}/move", $"/appointments/{booked.Id}/cancel", $"/appointments/{booked.Id}/card", "/blocks/new", "/to-place",
            $"/find?serviceId={world.Session.Id}", $"/away?staffId={world.Lee.Id}", "/feeds", "/search?q=sara",
        ];
        foreach (var address in addresses)
            foreach (var page in new[] { wide, phone })
            {
                await page.GotoAsync(address);
                await Faultless(page, $"{address.Split('?')[0].Trim('/').Replace('/', '-')}-{(page == wide ? 1366 : 360)}-{(dark ? "dark" : "light")}");
            }
    }

    private sealed class Keys(IPage page)
    {
        public int Count { get; private set; }

        public Task PressAsync(string key)
        {
            Count++;
            return page.Keyboard.PressAsync(key);
        }

        public Task TypeAsync(string text)
        {
            Count += text.Length;
            return page.Keyboard.TypeAsync(text);
        }
    }

    private static async Task Faultless(IPage page, string name, string? part = null)
    {
        if (Environment.GetEnvironmentVariable("CRM_SHOTS") is { Length: > 0 } folder) await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        var result = part is null ? await page.RunAxe() : await page.Locator(part).RunAxe();
        Assert.True(result.Violations.Length == 0, $"{name}\n" + string.Join('\n', result.Violations.Select(v => $"{v.Id}: {v.Help} {string.Join(" | ", v.Nodes.Select(n => n.Html))}")));
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{name} scrolls sideways");
    }
}
