using System.Net;
using AngleSharp.Html.Dom;
using NodaTime;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Booking;

/// <summary>The appointment's page and what is done on it, without JavaScript and as fragments.</summary>
public sealed class AppointmentPageTests : IAsyncLifetime, IDisposable
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
    public async Task It_names_the_client_with_file_number_age_and_alerts()
    {
        var booked = await world.BookedAsync(10);
        var page = await desk.PageAsync($"/appointments/{booked.Id}");
        var text = page.GetElementById("appointment")!.TextContent;
        Assert.All(new[] { "Sara Cho", world.Sara.FileNumber, "36 years", "Two staff at the door", "10:00–10:50", "Room 1", "Lee Okafor", "Individual therapy" }, t => Assert.Contains(t, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Out_of_sight_and_missing_look_the_same()
    {
        var booked = await world.BookedAsync(10);
        using var kim = await app.SignedInAsync(world.Kim);
        foreach (var page in new[] { "", "/edit", "/move", "/cancel", "/card", ".ics" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await kim.GetAsync($"/appointments/{booked.Id}{page}")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await desk.GetAsync($"/appointments/987654{page}")).StatusCode);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await kim.PostAsync($"/appointments/{booked.Id}?handler=Arrived")).StatusCode);
    }

    [Fact]
    public async Task Who_may_see_but_not_book_reads_and_is_refused_the_rest()
    {
        var booked = await world.BookedAsync(10);
        await app.Given.UserPermissionAsync(world.Lee.Id, Domain.Access.Permission.BookAppointments, granted: false);
        using var lee = await app.SignedInAsync(world.Lee);
        Assert.Null((await lee.PageAsync($"/appointments/{booked.Id}")).QuerySelector("#appointment form"));
        foreach (var page in new[] { "/edit", "/move", "/cancel" }) Assert.Equal(HttpStatusCode.Forbidden, (await lee.GetAsync($"/appointments/{booked.Id}{page}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await lee.PostAsync($"/appointments/{booked.Id}?handler=Arrived")).StatusCode);
    }

    [Fact]
    public async Task An_arrival_is_noted_and_a_wrong_one_taken_back_at_any_time()
    {
        var booked = await world.BookedAsync(9, minute: 30);
        await desk.PostAsync($"/appointments/{booked.Id}?handler=Arrived");
        Assert.NotNull((await world.AppointmentsAsync())[0].ArrivedAt);
        app.Clock.Advance(Duration.FromHours(3));
        using var later = await app.SignedInAsync(world.Desk);
        Assert.Contains("Undo the arrival", (await later.PageAsync($"/appointments/{booked.Id}")).GetElementById("appointment")!.TextContent, StringComparison.Ordinal);
        await later.PostAsync($"/appointments/{booked.Id}?handler=UndoArrival");
        Assert.Null((await world.AppointmentsAsync())[0].ArrivedAt);
    }

    [Fact]
    public async Task A_cancellation_shows_its_notice_first_and_can_be_undone_for_a_minute()
    {
        var booked = await world.BookedAsync(15);
        var form = await desk.PageAsync($"/appointments/{booked.Id}/cancel");
        Assert.Contains("That is 5 h of notice.", form.QuerySelector(".banner")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("a charge may be offered", form.QuerySelector(".banner")!.TextContent, StringComparison.Ordinal);
        var refused = await desk.SubmitAsync($"/appointments/{booked.Id}/cancel", new { Notes = "Called at nine" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("Called at nine", (await CrmClient.ParseAsync(refused)).QuerySelector("[name='Form.Notes']")!.TextContent, StringComparison.Ordinal);
        await desk.SubmitAsync($"/appointments/{booked.Id}/cancel", new { ReasonId = world.Ill.Id, CancelledBy = CancelledBy.Client });
        var cancelled = (await world.AppointmentsAsync())[0];
        Assert.Equal((AppointmentStatus.Cancelled, 5m, "Ill"), (cancelled.Status, cancelled.NoticeHours, cancelled.CancellationReason));
        var page = await desk.PageAsync($"/appointments/{booked.Id}");
        await desk.PostAsync((IHtmlFormElement)page.GetElementById("undo")!, "/", new { });
        Assert.Equal(AppointmentStatus.Scheduled, (await world.AppointmentsAsync())[0].Status);
        app.Clock.Advance(Duration.FromMinutes(2));
        Assert.Null((await desk.PageAsync($"/appointments/{booked.Id}")).GetElementById("undo"));
    }

    [Fact]
    public async Task A_move_from_the_board_is_prefilled_and_saved()
    {
        var booked = await world.BookedAsync(10);
        var url = $"/appointments/{booked.Id}/move?start=2026-11-23T14:05&roomId={world.Rooms[2].Id}";
        Assert.Equal("14:05", ((IHtmlInputElement)(await desk.PageAsync(url)).QuerySelector("[name='Form.StartTime']")!).Value);
        Assert.Equal(HttpStatusCode.Redirect, (await desk.SubmitAsync(url, new { })).StatusCode);
        var moved = (await world.AppointmentsAsync())[0];
        Assert.Equal((world.Rooms[2].Id, new LocalTime(14, 5)), (moved.RoomId, moved.LocalStart.TimeOfDay));
        Assert.Contains("10:00", (await desk.PageAsync($"/appointments/{booked.Id}")).QuerySelector(".timeline del")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stale_edit_shows_both_versions_loses_no_typing_and_can_be_saved_again()
    {
        var booked = await world.BookedAsync(10);
        var page = await desk.PageAsync($"/appointments/{booked.Id}/edit");
        await desk.SubmitAsync($"/appointments/{booked.Id}/move", new { RoomId = world.Rooms[1].Id });
        var answer = await desk.PostAsync(Form(page), $"/appointments/{booked.Id}/edit", new { Notes = "Mine" });
        Assert.Equal(HttpStatusCode.PreconditionFailed, answer.StatusCode);
        var again = await CrmClient.ParseAsync(answer);
        Assert.Contains("Room 2", again.QuerySelector(".banner dl")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Mine", again.QuerySelector("[name='Form.Notes']")!.TextContent.Trim());
        Assert.Equal(HttpStatusCode.Redirect, (await desk.PostAsync(Form(again), $"/appointments/{booked.Id}/edit", new { })).StatusCode);
        var saved = (await world.AppointmentsAsync())[0];
        Assert.Equal(("Mine", world.Rooms[0].Id), (saved.Notes, saved.RoomId));
    }

    [Fact]
    public async Task A_fragment_closes_the_dialog_and_offers_to_take_it_back()
    {
        var booked = await world.BookedAsync(9, minute: 30);
        var page = await desk.PageAsync($"/appointments/{booked.Id}");
        var form = (IHtmlFormElement)page.QuerySelector("#appointment form")!;
        form.SetAttribute("action", $"/appointments/{booked.Id}?handler=Arrived");
        var answer = await desk.PostAsync(form, "/", new { }, fragment: true);
        var trigger = answer.Headers.GetValues("HX-Trigger").Single();
        Assert.All(new[] { "crm:close-dialog", "crm:board-changed", "crm:focus", $"open-{booked.Id}" }, name => Assert.Contains(name, trigger, StringComparison.Ordinal));
        Assert.Contains("handler=Undo", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_entered_in_error_is_gone_and_its_time_free()
    {
        var booked = await world.BookedAsync(10);
        var answer = await desk.PostAsync($"/appointments/{booked.Id}?handler=Delete");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.GetAsync($"/appointments/{booked.Id}")).StatusCode);
        await world.BookedAsync(10);
    }

    [Fact]
    public async Task Refused_acts_say_why_with_the_appointment()
    {
        var booked = await world.BookedAsync(15);
        var answer = await desk.PostAsync($"/appointments/{booked.Id}?handler=Missed");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("This appointment has not begun.", (await CrmClient.ParseAsync(answer)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_calendar_file_names_no_client_and_has_the_right_instant()
    {
        var booked = await world.BookedAsync(10);
        var text = await (await desk.GetAsync($"/appointments/{booked.Id}.ics")).Content.ReadAsStringAsync();
        var entry = Assert.Single(Ical.Net.Calendar.Load(text)!.Events);
        Assert.Equal(booked.StartTime.ToDateTimeUtc(), entry.Start!.AsUtc);
        Assert.DoesNotContain("Sara", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_card_shows_the_next_times()
    {
        var (booked, _) = (await world.BookedAsync(10), await world.BookedAsync(11, day: 7));
        var card = (await desk.PageAsync($"/appointments/{booked.Id}/card")).QuerySelector(".appointment-card")!.TextContent;
        Assert.Contains("Mon 30 Nov 2026, 11:00", card.Replace(".", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
    }

    private static IHtmlFormElement Form(IHtmlDocument page) => (IHtmlFormElement)page.GetElementById("booking-form")!;
}
