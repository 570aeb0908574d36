using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using TherapyCrm.Domain.Access;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Booking;

/// <summary>Booking through the page without JavaScript: every answer keeps what was typed.</summary>
public sealed class BookAppointmentPageTests : IAsyncLifetime, IDisposable
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
    public async Task A_gap_prefills_the_form_and_the_focus_is_on_the_client()
    {
        var page = await desk.PageAsync(world.Gap(10, room: 1));
        Assert.Equal("10:00", Value(page, "Form.StartTime"));
        Assert.Equal("2026-11-23", Value(page, "Form.Date"));
        Assert.Equal($"{world.Rooms[1].Id}", ((IHtmlSelectElement)page.QuerySelector("[name='Form.RoomId']")!).Value);
        Assert.True(page.QuerySelector("[name='Form.Client']")!.HasAttribute("autofocus"));
    }

    [Fact]
    public async Task A_typed_name_that_fits_one_client_books_it()
    {
        var answer = await desk.SubmitAsync(world.Gap(10), new { Client = "osei", ServiceCodeId = world.Session.Id, TherapistId = world.Kim.Id });
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var booked = Assert.Single(await world.AppointmentsAsync());
        Assert.Equal((world.Sam.Id, world.Kim.Id, 50, "Individual therapy"), (booked.ClientId, booked.TherapistId, booked.DurationMinutes, booked.Title));
    }

    [Fact]
    public async Task A_room_that_is_free_is_taken_when_none_is_chosen()
    {
        await world.BookedAsync(10, world.Sam, therapist: world.Kim);
        var answer = await desk.SubmitAsync($"/appointments/new?date=2026-11-23&start=10:00&locationId={world.Location}", new { Client = "Sara Cho", ServiceCodeId = world.Session.Id });
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(world.Rooms[1].Id, (await world.AppointmentsAsync())[^1].RoomId);
    }

    [Fact]
    public async Task Without_a_room_it_is_still_said_who_is_in_the_way()
    {
        await world.BookedAsync(10);
        var answer = await desk.SubmitAsync($"/appointments/new?date=2026-11-23&start=10:00&locationId={world.Location}", new { Client = "Sam Osei", ServiceCodeId = world.Session.Id, TherapistId = world.Lee.Id });
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("Lee Okafor is taken 10:00", (await CrmClient.ParseAsync(answer)).QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_seen_online_last_is_booked_online_again()
    {
        var before = world.Request(9) with { RoomId = null, Place = Domain.Scheduling.AppointmentPlace.Online };
        Assert.True((await app.AsAsync<Domain.Scheduling.BookAppointment, Domain.Common.Outcome<Domain.Scheduling.Appointment>>(world.Desk.Id, (book, actor) => book.RunAsync(actor, before))).Succeeded);
        var page = await desk.PageAsync($"/appointments/new?date=2026-11-24&start=10:00&clientId={world.Sara.Id}");
        Assert.Equal("Online", page.QuerySelector<IHtmlInputElement>("[name='Form.Place']:checked")!.Value);
        Assert.Equal("Practice", (await desk.PageAsync($"{world.Gap(11)}&clientId={world.Sara.Id}")).QuerySelector<IHtmlInputElement>("[name='Form.Place']:checked")!.Value);
    }

    [Fact]
    public async Task A_name_that_fits_two_is_asked_back_and_the_picked_one_is_booked()
    {
        var answer = await desk.SubmitAsync(world.Gap(10), new { Client = "sar cho", ServiceCodeId = world.Session.Id, Notes = "Bring the form" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var again = await CrmClient.ParseAsync(answer);
        Assert.Equal("sar cho", Value(again, "Form.Client"));
        Assert.Equal("Bring the form", again.QuerySelector("[name='Form.Notes']")!.TextContent.Trim());
        var booked = await desk.PostAsync(Form(again), "/appointments/new", new { PickedClientId = world.Sara.Id });
        Assert.Equal(HttpStatusCode.Redirect, booked.StatusCode);
        Assert.Equal(world.Sara.Id, Assert.Single(await world.AppointmentsAsync()).ClientId);
    }

    [Fact]
    public async Task A_changed_name_counts_more_than_the_number_left_behind()
    {
        var page = await desk.PageAsync($"{world.Gap(10)}&clientId={world.Sara.Id}");
        Assert.Equal("Sara Cho", Value(page, "Form.Client"));
        await desk.PostAsync(Form(page), "/appointments/new", new { Client = "Sam Osei", ServiceCodeId = world.Session.Id, TherapistId = world.Kim.Id });
        Assert.Equal(world.Sam.Id, Assert.Single(await world.AppointmentsAsync()).ClientId);
    }

    [Fact]
    public async Task What_is_missing_is_said_at_its_field_and_nothing_is_lost()
    {
        var answer = await desk.SubmitAsync("/appointments/new", new { Client = "", Notes = "Ramp needed", Title = "First visit" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await CrmClient.ParseAsync(answer);
        Assert.Contains("Please choose a client.", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("true", page.QuerySelector("[name='Form.StartTime']")!.GetAttribute("aria-invalid"));
        Assert.Equal("First visit", Value(page, "Form.Title"));
        Assert.Equal("Ramp needed", page.QuerySelector("[name='Form.Notes']")!.TextContent.Trim());
        Assert.All(page.QuerySelectorAll(".error-summary a"), a => Assert.NotNull(page.GetElementById(a.GetAttribute("href")![1..])));
    }

    [Fact]
    public async Task A_busy_room_is_explained_and_one_button_takes_a_way_out()
    {
        await world.BookedAsync(10, world.Sam, therapist: world.Kim);
        var answer = await desk.SubmitAsync($"{world.Gap(10)}&clientId={world.Sara.Id}", new { ServiceCodeId = world.Session.Id, Notes = "Keep me" });
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var page = await CrmClient.ParseAsync(answer);
        Assert.Contains("Room 1 is taken 10:00–11:00.", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Sam Osei", page.QuerySelector(".banner")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Keep me", page.QuerySelector("[name='Form.Notes']")!.TextContent.Trim());
        var ways = page.QuerySelectorAll("button[name=take]");
        Assert.True(ways.Length >= 3);
        Assert.Contains("Room 2", ways[0].TextContent, StringComparison.Ordinal);
        var booked = await desk.PostAsync(Form(page), "/appointments/new", new { take = ways[0].GetAttribute("value") });
        Assert.Equal(HttpStatusCode.Redirect, booked.StatusCode);
        var saved = (await world.AppointmentsAsync())[^1];
        Assert.Equal((world.Rooms[1].Id, "Keep me"), (saved.RoomId, saved.Notes));
    }

    [Fact]
    public async Task Outside_hours_is_booked_once_confirmed()
    {
        var answer = await desk.SubmitAsync($"{world.Gap(19)}&clientId={world.Sara.Id}", new { ServiceCodeId = world.Session.Id });
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var page = await CrmClient.ParseAsync(answer);
        Assert.NotNull(page.QuerySelector("button[name='Form.AllowOutsideHours']"));
        Assert.Empty(await world.AppointmentsAsync());
        Assert.Equal(HttpStatusCode.Redirect, (await desk.PostAsync(Form(page), "/appointments/new", new { AllowOutsideHours = "true" })).StatusCode);
        Assert.Single(await world.AppointmentsAsync());
    }

    [Fact]
    public async Task Only_who_may_is_offered_to_overbook_and_the_reason_is_kept()
    {
        await world.BookedAsync(10, world.Sam, therapist: world.Kim);
        var fields = new { ServiceCodeId = world.Session.Id, Form__OverbookReason = "Emergency visit" };
        var refused = await CrmClient.ParseAsync(await desk.SubmitAsync($"{world.Gap(10)}&clientId={world.Sara.Id}", new { ServiceCodeId = world.Session.Id }));
        Assert.Null(refused.QuerySelector("[name='Form.OverbookReason']"));
        Assert.Equal(HttpStatusCode.Forbidden, (await desk.PostAsync(Form(refused), "/appointments/new", fields)).StatusCode);
        using var admin = await app.SignedInAsAsync(UserRole.Admin);
        var offered = await CrmClient.ParseAsync(await admin.SubmitAsync($"{world.Gap(10)}&clientId={world.Sara.Id}", new { ServiceCodeId = world.Session.Id }));
        Assert.NotNull(offered.QuerySelector("[name='Form.OverbookReason']"));
        Assert.Equal(HttpStatusCode.Redirect, (await admin.PostAsync(Form(offered), "/appointments/new", fields)).StatusCode);
        Assert.Equal("Emergency visit", (await world.AppointmentsAsync())[^1].OverbookReason);
    }

    [Fact]
    public async Task A_double_press_books_once()
    {
        var page = await desk.PageAsync($"{world.Gap(10)}&clientId={world.Sara.Id}");
        var fields = new { ServiceCodeId = world.Session.Id };
        var (first, second) = (await desk.PostAsync(Form(page), "/appointments/new", fields), await desk.PostAsync(Form(page), "/appointments/new", fields));
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Single(await world.AppointmentsAsync());
    }

    [Fact]
    public async Task The_usual_service_is_taken_from_the_latest_booking()
    {
        await world.BookedAsync(9, day: 1);
        var answer = await desk.SubmitAsync(world.Gap(14), new { Client = "Sara Cho" });
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var saved = (await world.AppointmentsAsync())[^1];
        Assert.Equal((world.Session.Id, world.Lee.Id), (saved.ServiceCodeId, saved.TherapistId));
    }

    [Fact]
    public async Task A_new_client_is_added_with_the_booking_and_once()
    {
        var page = await desk.PageAsync(world.Gap(11));
        var fields = new { FirstName = "Nora", LastName = "Quist", Phone = "604-555-0199", ServiceCodeId = world.Session.Id, TherapistId = world.Kim.Id };
        var first = await desk.PostAsync(Form(page), "/appointments/new", fields);
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        await desk.PostAsync(Form(page), "/appointments/new", fields);
        var saved = Assert.Single(await world.AppointmentsAsync());
        var clients = await app.DbAsync(db => Task.FromResult(db.Clients.Where(c => c.LastName == "Quist").ToList()));
        Assert.Equal(saved.ClientId, Assert.Single(clients).Id);
    }

    [Fact]
    public async Task Somebody_who_looks_alike_is_asked_about_before_a_second_file_is_opened()
    {
        var fields = new { FirstName = "Sara", LastName = "Cho", Phone = "604-555-0100", ServiceCodeId = world.Session.Id };
        var answer = await desk.SubmitAsync(world.Gap(11), fields);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var page = await CrmClient.ParseAsync(answer);
        await desk.PostAsync(Form(page), "/appointments/new", new { PickedClientId = world.Sara.Id });
        Assert.Equal(world.Sara.Id, Assert.Single(await world.AppointmentsAsync()).ClientId);
    }

    [Fact]
    public async Task Whoever_may_not_book_is_refused()
    {
        using var other = await app.SignedInAsync(await app.Given.StaffAsync());
        Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync("/appointments/new")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync("/appointments/clients?q=sara")).StatusCode);
    }

    [Fact]
    public async Task A_client_out_of_sight_does_not_exist()
    {
        using var kim = await app.SignedInAsync(world.Kim);
        Assert.Equal(HttpStatusCode.NotFound, (await kim.GetAsync($"/appointments/new?clientId={world.Sara.Id}")).StatusCode);
    }

    private static string Value(IHtmlDocument page, string name) => ((IHtmlInputElement)page.QuerySelector($"input[name='{name}']")!).Value;

    private static IHtmlFormElement Form(IHtmlDocument page) => (IHtmlFormElement)page.GetElementById("booking-form")!;
}
