using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Tests.Support;
using TherapyCrm.Web.Pages.Settings;

namespace TherapyCrm.Tests.Practice;

/// <summary>The settings' pages without JavaScript.</summary>
public sealed class SettingsPagesTests : IDisposable
{
    private readonly CrmApp app = new();

    public void Dispose() => app.Dispose();

    public static TheoryData<string> Pages => [.. SettingsHub.Parts.Where(p => p.Permission == Permission.ManagePractice).Select(p => p.Href),
        "/settings", "/settings/location", "/settings/room", "/settings/device", "/settings/service", "/settings/closure", "/settings/skill", "/settings/reason", "/settings/room-kind"];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_part_opens_for_who_manages_the_practice_only(string url)
    {
        await app.Given.RoomAsync();
        using var admin = await app.SignedInAsAsync(UserRole.Admin);
        using var desk = await app.SignedInAsAsync(UserRole.Receptionist);

        Assert.NotNull((await admin.PageAsync(url)).QuerySelector("h1"));
        Assert.Equal(HttpStatusCode.Forbidden, (await desk.GetAsync(url)).StatusCode);
    }

    [Fact]
    public async Task A_location_is_added_with_its_hours_and_a_wrong_hour_is_shown()
    {
        using var admin = await app.SignedInAsAsync(UserRole.Admin);
        var page = await admin.PageAsync("/settings/location");
        var form = page.QuerySelectorAll<IHtmlFormElement>("main form").Single();
        void Type(string name, string value) => form.QuerySelector<IHtmlInputElement>($"[name='{name}']")!.Value = value;
        foreach (var (name, value) in new[] { ("Name", "Second"), ("Address", "2 Main"), ("City", "Toronto"), ("Province", "ON"), ("PostalCode", "M5V") }) Type($"Form.{name}", value);
        Type("Form.Hours[0].From", "09:00");

        var wrong = await admin.PostAsync(form, "/settings/location", new { TimeZone = "America/Toronto" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("On Monday, please write both times", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Type("Form.Hours[0].To", "17:00");
        Assert.Equal("/settings/locations", (await admin.PostAsync(form, "/settings/location", new { TimeZone = "America/Toronto" })).Headers.Location!.ToString());

        var hours = await app.DbAsync(db => db.LocationHours.SingleAsync());
        Assert.Equal((IsoDayOfWeek.Monday, new LocalTime(17, 0)), (hours.DayOfWeek, hours.ClosesAt));
    }

    [Fact]
    public async Task A_service_is_added_and_changed_and_a_wrong_length_is_422()
    {
        using var admin = await app.SignedInAsAsync(UserRole.Admin);

        Assert.Equal(HttpStatusCode.Redirect, (await admin.SubmitAsync("/settings/service", new { Code = "IND", Description = "Individual", Rate = "120.50", TaxRate = "9.975", Colour = "3" })).StatusCode);
        var service = await app.DbAsync(db => db.ServiceCodes.SingleAsync());
        Assert.Equal((120.50m, 9.975m, 3), (service.Rate, service.TaxRate, service.Colour));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await admin.SubmitAsync($"/settings/service/{service.Id}", new { DefaultDuration = "52" })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await admin.SubmitAsync("/settings/service", new { Code = "IND", Description = "Again", DefaultDuration = "50" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/settings/service/999")).StatusCode);
    }

    [Fact]
    public async Task A_persons_week_is_saved_and_time_off_added_and_removed()
    {
        var lee = await app.Given.StaffAsync(UserRole.Therapist);
        using var admin = await app.SignedInAsAsync(UserRole.Admin);
        var url = $"/settings/staff/{lee.Id}";
        var form = (await admin.PageAsync(url)).QuerySelectorAll<IHtmlFormElement>("main form").First();
        form.QuerySelector<IHtmlInputElement>("[name='Form.Weeks[0].Days[1].From']")!.Value = "09:00";
        form.QuerySelector<IHtmlInputElement>("[name='Form.Weeks[0].Days[1].To']")!.Value = "12:30";

        Assert.Equal(HttpStatusCode.Redirect, (await admin.PostAsync(form, url, new { })).StatusCode);
        var hours = await app.DbAsync(db => db.WorkingHours.SingleAsync());
        Assert.Equal((IsoDayOfWeek.Tuesday, new LocalTime(12, 30)), (hours.DayOfWeek, hours.EndsAt));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await admin.SubmitAsync(url, new { Away__FirstDay = "soon" }, "handler=Away")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await admin.SubmitAsync(url, new { Away__FirstDay = "2026-12-24" }, "handler=Away")).StatusCode);
        Assert.Equal(1, await app.DbAsync(db => db.TimeOff.CountAsync()));
        await admin.SubmitAsync(url, new { }, "handler=Back");
        Assert.Equal(0, await app.DbAsync(db => db.TimeOff.CountAsync()));
    }

    [Fact]
    public async Task A_booked_room_is_closed_after_a_second_yes()
    {
        var (room, client, lee) = (await app.Given.RoomAsync(), await app.Given.ClientAsync("Sarah", "Cho"), await app.Given.StaffAsync(UserRole.Therapist));
        await app.DbAsync(async db =>
        {
            var start = app.Clock.Now + Duration.FromDays(1);
            var appointment = new Domain.Scheduling.Appointment { Title = "S", ClientId = client.Id, TherapistId = lee.Id, LocationId = room.LocationId, RoomId = room.Id };
            appointment.PlaceAt(Domain.Common.Zones.ToLocal(start, "America/Vancouver"), "America/Vancouver", 50, start);
            db.Add(appointment);
            return await db.SaveChangesAsync();
        });
        using var admin = await app.SignedInAsAsync(UserRole.Admin);
        var url = $"/settings/room/{room.Id}";
        var form = (await admin.PageAsync(url)).QuerySelectorAll<IHtmlFormElement>("main form").Single();
        form.QuerySelector<IHtmlInputElement>("#Form_IsActive")!.IsChecked = false;

        var asked = await admin.PostAsync(form, url, new { });

        Assert.Equal(HttpStatusCode.Conflict, asked.StatusCode);
        var page = await CrmClient.ParseAsync(asked);
        Assert.Contains("Sarah Cho", page.QuerySelector("main .banner")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await admin.PostAsync(page.QuerySelectorAll<IHtmlFormElement>("main form").Single(), url, new { ConfirmBookings = "true" })).StatusCode);
        Assert.False(await app.DbAsync(db => db.Rooms.Select(r => r.IsActive).SingleAsync()));
    }

    [Fact]
    public async Task A_booked_device_is_taken_out_of_use_after_a_second_yes()
    {
        var (room, client, lee) = (await app.Given.RoomAsync(), await app.Given.ClientAsync("Sarah", "Cho"), await app.Given.StaffAsync(UserRole.Therapist));
        var device = await app.Given.SaveAsync(new Equipment { Name = "Tablet", Quantity = 1, LocationId = room.LocationId });
        var start = app.Clock.Now + Duration.FromDays(1);
        var appointment = new Domain.Scheduling.Appointment { Title = "S", ClientId = client.Id, TherapistId = lee.Id, LocationId = room.LocationId };
        appointment.PlaceAt(Domain.Common.Zones.ToLocal(start, "America/Vancouver"), "America/Vancouver", 50, start);
        appointment.Equipment.Add(new() { EquipmentId = device.Id, Quantity = 1 });
        await app.Given.SaveAsync(appointment);
        using var admin = await app.SignedInAsAsync(UserRole.Admin);
        var url = $"/settings/device/{device.Id}";
        var form = (await admin.PageAsync(url)).QuerySelectorAll<IHtmlFormElement>("main form").Single();
        form.QuerySelector<IHtmlInputElement>("#Form_IsAvailable")!.IsChecked = false;

        var asked = await admin.PostAsync(form, url, new { });

        Assert.Equal(HttpStatusCode.Conflict, asked.StatusCode);
        var page = await CrmClient.ParseAsync(asked);
        Assert.Contains("Sarah Cho", page.QuerySelector("main .banner")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await admin.PostAsync(page.QuerySelectorAll<IHtmlFormElement>("main form").Single(), url, new { ConfirmBookings = "true" })).StatusCode);
    }

    [Fact]
    public async Task Choices_changed_by_two_at_once_are_shown_to_the_second_and_nothing_typed_is_lost()
    {
        using var admin = await app.SignedInAsAsync(UserRole.Admin);
        using var other = await app.SignedInAsAsync(UserRole.Admin);
        const string Url = "/settings/choices";
        IHtmlFormElement Form(IParentNode page) => page.QuerySelectorAll<IHtmlFormElement>("main form").Single();
        void Type(IHtmlFormElement form, string key, string value) => form.QuerySelector<IHtmlInputElement>($"[name='Form[{key}]']")!.Value = value;
        var (first, second) = (Form(await other.PageAsync(Url)), Form(await admin.PageAsync(Url)));
        Type(first, "notice_window_hours", "36");
        Assert.Equal(HttpStatusCode.Redirect, (await other.PostAsync(first, Url, new { })).StatusCode);
        Type(second, "notice_window_hours", "48");
        Type(second, "sign_out_minutes", "20");

        var stale = await admin.PostAsync(second, Url, new { });

        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        var page = await CrmClient.ParseAsync(stale);
        Assert.Contains("Saved by somebody else: 36", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(("48", "20"), (Form(page).QuerySelector<IHtmlInputElement>("[name='Form[notice_window_hours]']")!.Value, Form(page).QuerySelector<IHtmlInputElement>("[name='Form[sign_out_minutes]']")!.Value));
        Assert.Equal("36", await app.DbAsync(db => db.PracticeSettings.Where(s => s.Key == "notice_window_hours").Select(s => s.Value).SingleAsync()));
        Assert.Equal(HttpStatusCode.Redirect, (await admin.PostAsync(Form(page), Url, new { })).StatusCode);
        Assert.Equal("48", await app.DbAsync(db => db.PracticeSettings.Where(s => s.Key == "notice_window_hours").Select(s => s.Value).SingleAsync()));
    }

    [Fact]
    public async Task What_another_changed_elsewhere_among_the_choices_stays()
    {
        using var admin = await app.SignedInAsAsync(UserRole.Admin);
        using var other = await app.SignedInAsAsync(UserRole.Admin);
        var stale = (await admin.PageAsync("/settings/choices")).QuerySelectorAll<IHtmlFormElement>("main form").Single();
        await other.SubmitAsync("/settings/choices", new Dictionary<string, string> { ["Form[notice_window_hours]"] = "36" });
        stale.QuerySelector<IHtmlInputElement>("[name='Form[sign_out_minutes]']")!.Value = "20";
        var told = await admin.PostAsync(stale, "/settings/choices", new { });
        Assert.Equal(HttpStatusCode.PreconditionFailed, told.StatusCode);
        var again = (await CrmClient.ParseAsync(told)).QuerySelectorAll<IHtmlFormElement>("main form").Single();
        Assert.Equal(HttpStatusCode.Redirect, (await admin.PostAsync(again, "/settings/choices", new { })).StatusCode);
        var kept = await app.DbAsync(db => db.PracticeSettings.ToDictionaryAsync(s => s.Key, s => s.Value));
        Assert.Equal(("36", "20"), (kept["notice_window_hours"], kept["sign_out_minutes"]));
    }

    [Fact]
    public async Task Choices_keep_to_their_limits()
    {
        using var admin = await app.SignedInAsAsync(UserRole.Admin);

        var page = await admin.PageAsync("/settings/choices");
        var form = page.QuerySelectorAll<IHtmlFormElement>("main form").Single();
        form.QuerySelector<IHtmlInputElement>("[name='Form[notice_window_hours]']")!.Value = "999";
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await admin.PostAsync(form, "/settings/choices", new { })).StatusCode);
        form.QuerySelector<IHtmlInputElement>("[name='Form[notice_window_hours]']")!.Value = "48";
        Assert.Equal(HttpStatusCode.Redirect, (await admin.PostAsync(form, "/settings/choices", new { })).StatusCode);
        Assert.Equal("48", await app.DbAsync(db => db.PracticeSettings.Where(s => s.Key == Setting.NoticeWindowHours.Key).Select(s => s.Value).SingleAsync()));
    }
}
