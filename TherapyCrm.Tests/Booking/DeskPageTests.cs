using System.Net;
using AngleSharp.Html.Dom;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Booking;

/// <summary>The desk's other screens: blocks, the next time that fits, a therapist away, the palette, calendar feeds.</summary>
public sealed class DeskPageTests : IAsyncLifetime, IDisposable
{
    private readonly CrmApp app = new();
    private BookingWorld world = null!;
    private CrmClient desk = null!;

    public async Task InitializeAsync()
    {
        world = await BookingWorld.InAsync(app);
        desk = await app.SignedInAsync(world.Desk);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        desk.Dispose();
        app.Dispose();
    }

    [Fact]
    public async Task A_block_is_made_changed_and_taken_off()
    {
        var made = await desk.SubmitAsync($"/blocks/new?date=2026-11-23&start=12:00&roomId={world.Rooms[0].Id}", new { Title = "Team meeting" });
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        var id = await app.DbAsync(db => Task.FromResult(db.Blocks.Single().Id));
        var taken = await desk.SubmitAsync($"{world.Gap(12)}&clientId={world.Sara.Id}", new { ServiceCodeId = world.Session.Id });
        Assert.Equal(HttpStatusCode.Conflict, taken.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await desk.SubmitAsync($"/blocks/{id}", new { EndTime = "12:30" })).StatusCode);
        await desk.PostAsync($"/blocks/{id}?handler=Cancel");
        Assert.Equal(HttpStatusCode.NotFound, (await desk.GetAsync($"/blocks/{id}")).StatusCode);
        await world.BookedAsync(12);
    }

    [Fact]
    public async Task A_block_over_a_booking_says_what_is_in_the_way_and_keeps_what_was_typed()
    {
        await world.BookedAsync(12);
        var answer = await desk.SubmitAsync($"/blocks/new?date=2026-11-23&start=12:00&roomId={world.Rooms[0].Id}", new { Title = "Painter", Notes = "Blue" });
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var page = await CrmClient.ParseAsync(answer);
        Assert.Contains("Room 1 is taken", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Blue", page.QuerySelector("[name='Form.Notes']")!.TextContent.Trim());
    }

    [Fact]
    public async Task Who_may_not_change_a_block_reads_it()
    {
        await desk.SubmitAsync($"/blocks/new?date=2026-11-23&start=12:00&therapistId={world.Lee.Id}&locationId={world.Location}", new { Title = "Supervision" });
        var id = await app.DbAsync(db => Task.FromResult(db.Blocks.Single().Id));
        using var kim = await app.SignedInAsync(world.Kim);
        Assert.Null((await kim.PageAsync($"/blocks/{id}")).QuerySelector("#block form"));
        Assert.Equal(HttpStatusCode.Forbidden, (await kim.PostAsync($"/blocks/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await kim.PostAsync($"/blocks/{id}?handler=Cancel")).StatusCode);
    }

    [Fact]
    public async Task The_next_time_that_fits_leads_to_the_filled_form()
    {
        foreach (var room in Enumerable.Range(0, 3)) await world.BookedAsync(12, room == 0 ? world.Sam : await app.Given.ClientAsync(), room, room == 0 ? world.Kim : await app.Given.StaffAsync(UserRole.Therapist));
        var page = await desk.PageAsync($"/find?serviceId={world.Session.Id}&therapistId={world.Lee.Id}&earliest=12:00&days=Monday");
        var first = (IHtmlAnchorElement)page.QuerySelector("#found a")!;
        Assert.Contains("13:00–13:50", first.TextContent, StringComparison.Ordinal);
        var form = await desk.PageAsync(first.GetAttribute("href")!);
        Assert.Equal("13:00", ((IHtmlInputElement)form.QuerySelector("[name='Form.StartTime']")!).Value);
        Assert.Equal($"{world.Session.Id}", ((IHtmlSelectElement)form.QuerySelector("[name='Form.ServiceCodeId']")!).Value);
    }

    [Fact]
    public async Task A_day_of_an_ill_therapist_is_handed_over_and_cancelled_in_one_screen()
    {
        var (one, two) = (await world.BookedAsync(13, world.Sara), await world.BookedAsync(15, world.Sam));
        var page = await desk.PageAsync($"/away?staffId={world.Lee.Id}&date=2026-11-23");
        Assert.Contains("604-555-0100", page.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        ((IHtmlSelectElement)page.GetElementById("away-choice-0")!).Value = $"to:{world.Kim.Id}";
        ((IHtmlSelectElement)page.GetElementById("away-choice-1")!).Value = "cancel";
        var answer = await desk.PostAsync((IHtmlFormElement)page.QuerySelector("form.form")!, "/away", new { Form__Reason = "Ill", ReasonId = world.Ill.Id });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var after = await world.AppointmentsAsync();
        Assert.Equal(world.Kim.Id, after.Single(a => a.Id == one.Id).TherapistId);
        Assert.Equal((AppointmentStatus.Cancelled, CancelledBy.Practice), (after.Single(a => a.Id == two.Id).Status, after.Single(a => a.Id == two.Id).CancelledBy));
        Assert.Contains("No bookings are in the way", (await CrmClient.ParseAsync(answer)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rest_of_an_ill_therapists_day_is_cancelled_with_one_choice()
    {
        var kept = await world.BookedAsync(9, await app.Given.ClientAsync(), room: 1);
        await world.BookedAsync(13, world.Sara);
        await world.BookedAsync(15, world.Sam);
        var page = await desk.PageAsync($"/away?staffId={world.Lee.Id}&date=2026-11-23");
        ((IHtmlSelectElement)page.GetElementById("away-choice-0")!).Value = $"to:{world.Kim.Id}";
        var answer = await desk.PostAsync((IHtmlFormElement)page.QuerySelector("form.form")!, "/away", new { Rest = "cancel", ReasonId = world.Ill.Id });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.All(await world.AppointmentsAsync(), a => Assert.Equal(a.Id == kept.Id ? AppointmentStatus.Scheduled : AppointmentStatus.Cancelled, a.Status));
    }

    [Fact]
    public async Task The_palette_finds_clients_appointments_and_pages_one_may_see()
    {
        await world.BookedAsync(15);
        var found = await TextAsync(desk, "/palette?q=sara%20cho");
        Assert.Contains($"/clients/{world.Sara.Id}", found, StringComparison.Ordinal);
        Assert.Contains("Mon 23 Nov 2026, 15:00", found.Replace(".", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("/find", await TextAsync(desk, "/palette?q=next"), StringComparison.Ordinal);
        using var nobody = await app.SignedInAsync(await app.Given.StaffAsync());
        var little = await TextAsync(nobody, "/palette?q=sara");
        Assert.DoesNotContain("Sara", little, StringComparison.Ordinal);
        Assert.DoesNotContain("/board", await TextAsync(nobody, "/palette?q="), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clear_booking_line_fills_the_form_with_a_free_room()
    {
        var line = Uri.EscapeDataString("book sara cho, lee, tue 2pm, 50");
        Assert.Contains("data-dialog=\"/appointments/new?line=", await TextAsync(desk, $"/palette?q={line}"), StringComparison.Ordinal);
        var form = await desk.PageAsync($"/appointments/new?line={line}");
        Assert.Equal(("2026-11-24", "14:00", "50"), (Value(form, "Form.Date"), Value(form, "Form.StartTime"), Value(form, "Form.DurationMinutes")));
        Assert.Equal($"{world.Lee.Id}", ((IHtmlSelectElement)form.QuerySelector("[name='Form.TherapistId']")!).Value);
        Assert.Equal($"{world.Rooms[0].Id}", ((IHtmlSelectElement)form.QuerySelector("[name='Form.RoomId']")!).Value);
        Assert.True(form.QuerySelector("#booking-form .button-primary")!.HasAttribute("autofocus"));
        Assert.Equal(HttpStatusCode.Redirect, (await desk.SubmitAsync($"/appointments/new?line={line}", new { Title = "Session" })).StatusCode);
    }

    [Fact]
    public async Task An_ambiguous_booking_line_is_asked_back()
    {
        var line = Uri.EscapeDataString("book sar cho, lee, tue 2pm, 50, weekly x10");
        var asked = await TextAsync(desk, $"/palette?q={line}");
        Assert.Contains("Sara Cho", asked, StringComparison.Ordinal);
        Assert.Contains("Sarah Chowdhury", asked, StringComparison.Ordinal);
        var form = await desk.PageAsync($"/appointments/new?line={line}&clientId={world.Sara.Id}");
        Assert.Equal("Sara Cho", Value(form, "Form.Client"));
        Assert.Equal("10", Value(form, "Form.OccurrenceCount"));
    }

    [Fact]
    public async Task A_calendar_feed_has_initials_only_and_ends_when_revoked()
    {
        await world.BookedAsync(15);
        using var lee = await app.SignedInAsync(world.Lee);
        var made = await CrmClient.ParseAsync(await lee.SubmitAsync("/feeds", new { }, action: "/feeds"));
        var address = new Uri(((IHtmlInputElement)made.GetElementById("feed-address")!).Value).AbsolutePath;
        var text = await TextAsync(app.Anonymous(), address);
        Assert.Contains("S. C.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Sara", text, StringComparison.Ordinal);
        await lee.PostAsync("/feeds?handler=Revoke");
        Assert.Equal(HttpStatusCode.NotFound, (await app.Anonymous().GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Anonymous().GetAsync("/feeds/guess.ics")).StatusCode);
    }

    [Theory]
    [InlineData("/find")]
    [InlineData("/away")]
    [InlineData("/blocks/new")]
    [InlineData("/to-place")]
    [InlineData("/feeds")]
    public async Task Whoever_may_not_is_refused(string page)
    {
        using var other = await app.SignedInAsync(await app.Given.StaffAsync());
        Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync(page)).StatusCode);
    }

    private static async Task<string> TextAsync(CrmClient browser, string url)
    {
        var answer = await browser.GetAsync(url);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private static string Value(IHtmlDocument page, string name) => ((IHtmlInputElement)page.QuerySelector($"input[name='{name}']")!).Value;
}
