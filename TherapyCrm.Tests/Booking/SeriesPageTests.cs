using System.Net;
using AngleSharp.Html.Dom;
using NodaTime;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Booking;

/// <summary>Series through the pages: preview and repair, the list of dates to place, and changes of this, the following or all.</summary>
public sealed class SeriesPageTests : IAsyncLifetime, IDisposable
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
    public async Task Every_date_is_shown_before_and_a_busy_one_can_take_another_room()
    {
        await world.BookedAsync(10, world.Sam, therapist: world.Kim, day: 7);
        var preview = await PreviewAsync(count: 3);
        Assert.DoesNotContain(await world.AppointmentsAsync(), a => a.ClientId == world.Sara.Id);
        Assert.Contains("Room 1 is taken 10:00–11:00.", preview.QuerySelectorAll("tbody tr")[1].TextContent, StringComparison.Ordinal);
        Assert.Equal("later", ((IHtmlSelectElement)preview.GetElementById("series-choice-1")!).Value);
        ((IHtmlSelectElement)preview.GetElementById("series-choice-1")!).Value = $"room:{world.Rooms[1].Id}";
        var answer = await desk.PostAsync(Form(preview), "/", new { });
        Assert.StartsWith("/series/", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        var booked = (await world.AppointmentsAsync()).Where(a => a.ClientId == world.Sara.Id).ToList();
        Assert.Equal([world.Rooms[0].Id, world.Rooms[1].Id, world.Rooms[0].Id], booked.Select(b => b.RoomId!.Value));
        Assert.Contains("3 booked, 0 skipped, 0 to place.", (await desk.PageAsync(answer.Headers.Location!.ToString())).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_set_aside_waits_on_the_list_until_it_is_placed()
    {
        await world.BookedAsync(10, world.Sam, therapist: world.Kim, day: 7);
        var answer = await desk.PostAsync(Form(await PreviewAsync(count: 3)), "/", new { });
        var series = await desk.PageAsync(answer.Headers.Location!.ToString());
        Assert.Contains("2 booked, 0 skipped, 1 to place.", series.Body!.TextContent, StringComparison.Ordinal);
        var today = await desk.PageAsync("/");
        Assert.Contains("Room taken", today.QuerySelector("[aria-labelledby=to-place]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/to-place", today.QuerySelector("[aria-labelledby=to-place] .card-head a")!.GetAttribute("href"));
        var rest = await desk.PageAsync(series.QuerySelector(".page-actions .button-danger")!.GetAttribute("href")!);
        Assert.Equal("All", ((IHtmlInputElement)rest.QuerySelector("[name='Form.Scope']:checked")!).Value);
        var list = await desk.PageAsync("/to-place");
        Assert.Contains("Room taken", list.GetElementById("list")!.TextContent, StringComparison.Ordinal);
        var place = list.QuerySelector("a[id^=place-]")!.GetAttribute("href")!;
        var refused = await desk.SubmitAsync(place, new { });
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var placed = await desk.SubmitAsync(place, new { RoomId = world.Rooms[2].Id });
        Assert.Equal(HttpStatusCode.Redirect, placed.StatusCode);
        Assert.Contains("Nothing waits", (await desk.PageAsync("/to-place")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(3, (await world.AppointmentsAsync()).Count(a => a.ClientId == world.Sara.Id));
    }

    [Fact]
    public async Task The_rest_of_a_series_is_cancelled_and_the_count_is_said_before()
    {
        await desk.PostAsync(Form(await PreviewAsync(count: 4)), "/", new { });
        var second = (await world.AppointmentsAsync())[1];
        var form = await desk.PageAsync($"/appointments/{second.Id}/cancel");
        Assert.Contains("this changes 3 appointments", form.Body!.TextContent, StringComparison.Ordinal);
        await desk.SubmitAsync($"/appointments/{second.Id}/cancel", new { Scope = SeriesScope.Following, ReasonId = world.Ill.Id });
        Assert.Equal([AppointmentStatus.Scheduled, AppointmentStatus.Cancelled, AppointmentStatus.Cancelled, AppointmentStatus.Cancelled], (await world.AppointmentsAsync()).Select(a => a.Status));
    }

    [Fact]
    public async Task The_rest_of_a_series_is_moved_after_it_was_shown()
    {
        await desk.PostAsync(Form(await PreviewAsync(count: 3)), "/", new { });
        await world.BookedAsync(15, world.Sam, therapist: world.Kim, day: 14);
        var first = (await world.AppointmentsAsync())[0];
        var shown = await CrmClient.ParseAsync(await desk.SubmitAsync($"/appointments/{first.Id}/move", new { Scope = SeriesScope.All, StartTime = "15:00" }));
        Assert.Contains("This changes 3 appointments", shown.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        var answer = await desk.PostAsync((IHtmlFormElement)shown.QuerySelector("#move form")!, "/", new { });
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal([new LocalTime(15, 0), new(15, 0), new(10, 0)], (await world.AppointmentsAsync()).Where(a => a.ClientId == world.Sara.Id).Select(a => a.LocalStart.TimeOfDay));
    }

    [Fact]
    public async Task A_rule_that_cannot_stand_is_said_at_its_field()
    {
        var answer = await desk.SubmitAsync($"{world.Gap(10)}&clientId={world.Sara.Id}", new { ServiceCodeId = world.Session.Id, Frequency = "Weekly", Notes = "Kept" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await CrmClient.ParseAsync(answer);
        Assert.Equal("true", page.QuerySelector("[name='Form.OccurrenceCount']")!.GetAttribute("aria-invalid"));
        Assert.True(page.QuerySelector("[name='Form.Frequency']")!.Closest("details")!.HasAttribute("open"));
    }

    [Fact]
    public async Task A_double_press_books_the_series_once()
    {
        var preview = await PreviewAsync(count: 2);
        await desk.PostAsync(Form(preview), "/", new { });
        await desk.PostAsync(Form(preview), "/", new { });
        Assert.Equal(2, (await world.AppointmentsAsync()).Count);
    }

    [Fact]
    public async Task A_series_of_a_client_out_of_sight_does_not_exist()
    {
        var answer = await desk.PostAsync(Form(await PreviewAsync(count: 2)), "/", new { });
        using var kim = await app.SignedInAsync(world.Kim);
        Assert.Equal(HttpStatusCode.NotFound, (await kim.GetAsync(answer.Headers.Location!.ToString())).StatusCode);
    }

    private async Task<IHtmlDocument> PreviewAsync(int count)
    {
        var answer = await desk.SubmitAsync($"{world.Gap(10)}&clientId={world.Sara.Id}", new { ServiceCodeId = world.Session.Id, Frequency = "Weekly", OccurrenceCount = count });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await CrmClient.ParseAsync(answer);
    }

    private static IHtmlFormElement Form(IHtmlDocument page) => (IHtmlFormElement)page.GetElementById("series-form")!;
}
