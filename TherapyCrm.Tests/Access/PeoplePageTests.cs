using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Access;

/// <summary>People, roles, permissions and the log, through the pages.</summary>
public sealed class PeoplePageTests : IDisposable
{
    private readonly CrmApp app = new CrmApp().With("Limits:SignInPerMinute", "1000");

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Somebody_is_invited_chooses_a_password_and_sees_what_their_role_allows()
    {
        using var admin = await app.SignedInAsAsync(UserRole.Admin);
        var sent = await admin.SubmitAsync("/settings/people/invite", new { FirstName = "Rosa", LastName = "Delgado", Email = "rosa@example.test", Roles = "Receptionist" });
        var person = await admin.PageAsync(sent.Headers.Location!.ToString());
        var link = person.QuerySelector(".banner code")!.TextContent;
        Assert.Null((await admin.PageAsync(sent.Headers.Location!.ToString())).QuerySelector(".banner code"));
        Assert.Contains("Invited", person.Body!.TextContent, StringComparison.Ordinal);
        var rosa = app.Anonymous();
        var address = new Uri(link).PathAndQuery;
        await rosa.SubmitAsync(address, new { Password = "mossy-kettle-anvil", Again = "mossy-kettle-anvil" });
        await rosa.SubmitAsync("/sign-in", new { Email = "rosa@example.test", Password = "mossy-kettle-anvil" });
        Assert.Equal(HttpStatusCode.OK, (await rosa.GetAsync("/")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await rosa.GetAsync("/settings/people")).StatusCode);
    }

    [Fact]
    public async Task Who_has_bookings_to_come_is_deactivated_after_they_were_listed_and_a_second_yes()
    {
        var (lee, client, room) = (await app.Given.StaffAsync(UserRole.Therapist), await app.Given.ClientAsync("Sarah", "Cho"), await app.Given.RoomAsync());
        var start = app.Clock.Now + NodaTime.Duration.FromDays(1);
        var appointment = new Domain.Scheduling.Appointment { Title = "S", ClientId = client.Id, TherapistId = lee.Id, LocationId = room.LocationId, RoomId = room.Id };
        appointment.PlaceAt(Domain.Common.Zones.ToLocal(start, "America/Vancouver"), "America/Vancouver", 50, start);
        await app.Given.SaveAsync(appointment);
        using var admin = await app.SignedInAsAsync(UserRole.Admin);
        var url = $"/settings/people/{lee.Id}";
        IHtmlFormElement State(IParentNode page) => page.QuerySelectorAll<IHtmlFormElement>("main form").Single(f => f.Action.EndsWith("handler=State", StringComparison.Ordinal));
        var form = State(await admin.PageAsync(url));
        form.QuerySelector<IHtmlInputElement>("[name=isActive]")!.IsChecked = false;
        var asked = await admin.PostAsync(form, url, new { });
        Assert.Equal(HttpStatusCode.Conflict, asked.StatusCode);
        var page = await CrmClient.ParseAsync(asked);
        Assert.Contains("Sarah Cho", page.QuerySelector("main .banner .list")!.TextContent, StringComparison.Ordinal);
        Assert.True(await app.DbAsync(db => db.Users.Where(u => u.Id == lee.Id).Select(u => u.IsActive).SingleAsync()));
        Assert.Equal(HttpStatusCode.Redirect, (await admin.PostAsync(State(page), url, new { confirmBookings = "true" })).StatusCode);
        Assert.False(await app.DbAsync(db => db.Users.Where(u => u.Id == lee.Id).Select(u => u.IsActive).SingleAsync()));
    }

    [Fact]
    public async Task An_address_is_invited_once_and_the_form_says_so_at_its_field()
    {
        using var admin = await app.SignedInAsAsync(UserRole.Admin);
        var answer = await admin.SubmitAsync("/settings/people/invite", new { FirstName = "Rosa", LastName = "", Email = admin.User!.Email });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        answer = await admin.SubmitAsync("/settings/people/invite", new { FirstName = "Rosa", LastName = "D", Email = admin.User!.Email }, fragment: true);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var page = await CrmClient.ParseAsync(answer);
        Assert.Equal("Somebody signs in with this address already.", page.QuerySelector("#Form_Email-error")!.TextContent);
        Assert.Null(page.QuerySelector("main"));
    }

    [Fact]
    public async Task Permissions_are_given_and_taken_on_a_persons_page()
    {
        using var admin = await app.SignedInAsAsync(UserRole.Admin);
        var other = await app.Given.StaffAsync(UserRole.Receptionist);
        var url = $"/settings/people/{other.Id}";
        var page = await admin.PageAsync(url);
        var grant = page.QuerySelectorAll("form").Cast<IHtmlFormElement>().Single(f => f.Action.EndsWith("handler=Grant", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(HttpStatusCode.Redirect, (await admin.PostAsync(grant, url, new { Permission = "ViewReports", Reach = "Any", granted = "true" })).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await admin.PostAsync(grant, url, new { Permission = "ViewReports", Reach = "Any", Until = "nonsense", granted = "true" })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await admin.PostAsync(grant, url, new { Permission = "ViewClinical", Reach = "Any", granted = "true" })).StatusCode);
        var revoke = (await admin.PageAsync(url)).QuerySelectorAll("form").Cast<IHtmlFormElement>().Single(f => f.Action.EndsWith("handler=Revoke", StringComparison.OrdinalIgnoreCase));
        await admin.PostAsync(revoke, url, new { });
        Assert.False(await app.DbAsync(db => db.UserPermissions.AnyAsync()));
        Assert.Equal(["permission.granted", "access.denied", "permission.revoked"], await app.DbAsync(db => db.AuditEntries.Where(a => a.Action.StartsWith("permission") || a.Action == "access.denied").OrderBy(a => a.Id).Select(a => a.Action).ToListAsync()));
    }

    [Fact]
    public async Task A_clients_record_is_denied_to_one_person_and_the_explanation_says_so()
    {
        using var admin = await app.SignedInAsAsync(UserRole.Admin);
        var (other, client) = (await app.Given.StaffAsync(UserRole.Staff), await app.Given.ClientAsync());
        var sent = await admin.SubmitAsync($"/clients/{client.Id}/permissions", new { UserId = other.Id, Permission = "ViewClients", granted = "false" });
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        var sees = await admin.PageAsync($"/settings/people/{other.Id}/sees?file={client.FileNumber}");
        var row = sees.QuerySelectorAll("tbody tr")[0];
        Assert.Equal("3", row.QuerySelectorAll("td")[1].TextContent.Trim());
        Assert.Contains("Denied to this person on this record.", row.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Roles_are_changed_in_one_table_and_bad_values_change_nothing()
    {
        using var admin = await app.SignedInAsAsync(UserRole.Admin);
        await admin.SubmitAsync("/settings/roles", new Dictionary<string, string> { ["reach[Receptionist.ViewClients]"] = "Location" });
        Assert.Equal(Reach.Location, await app.DbAsync(db => db.RolePermissions.Where(r => r.Role == UserRole.Receptionist && r.PermissionId == Permission.ViewClients).Select(r => r.Reach).SingleAsync()));
        Assert.Equal(Reach.Any, await app.DbAsync(db => db.RolePermissions.Where(r => r.Role == UserRole.Staff && r.PermissionId == Permission.ViewClients).Select(r => r.Reach).SingleAsync()));
    }

    [Fact]
    public async Task The_log_shows_who_looked_at_a_client_and_reading_it_is_on_file()
    {
        using var admin = await app.SignedInAsAsync(UserRole.Admin);
        var client = await app.Given.ClientAsync();
        await admin.PageAsync($"/clients/{client.Id}/permissions");
        var page = await admin.PageAsync($"/clients/{client.Id}/access");
        Assert.Contains("client.permissions_read", page.QuerySelector("#list")!.TextContent, StringComparison.Ordinal);
        Assert.True(await app.DbAsync(db => db.AuditEntries.AnyAsync(a => a.Action == "audit.read" && a.ClientId == client.Id)));
        var log = await admin.PageAsync($"/audit?type=auth&user={admin.User!.Id}&from=2026-11-23&to=2026-11-23");
        Assert.All(log.QuerySelectorAll("#list tbody tr"), r => Assert.Contains("auth.", r.TextContent, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/audit")]
    [InlineData("/clients")]
    public async Task The_second_page_of_a_list_is_another_one(string url)
    {
        using var admin = await app.SignedInAsAsync(UserRole.Admin);
        for (var i = 0; i < 60; i++) await app.Given.ClientAsync(lastName: $"Family{i:00}");
        for (var i = 0; i < 60; i++) await admin.GetAsync("/settings/people/999999");
        var (first, second) = (await admin.PageAsync(url), await admin.PageAsync($"{url}?page=2"));
        Assert.Equal("2", second.QuerySelector(".pager [aria-current]")!.TextContent);
        Assert.NotEqual(first.QuerySelector("#list tbody")!.TextContent, second.QuerySelector("#list tbody")!.TextContent);
    }

    [Fact]
    public async Task A_record_out_of_sight_looks_like_one_that_is_not_there()
    {
        using var admin = await app.SignedInAsAsync(UserRole.Admin);
        var hidden = await app.Given.ClientAsync();
        await app.Given.RecordPermissionAsync(admin.User!.Id, Permission.ViewClients, hidden.Id, granted: false);
        var (there, nowhere) = (await admin.GetAsync($"/clients/{hidden.Id}/access"), await admin.GetAsync("/clients/999999/access"));
        Assert.Equal(HttpStatusCode.NotFound, there.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
        Assert.Equal(await nowhere.Content.ReadAsByteArrayAsync(), await there.Content.ReadAsByteArrayAsync());
        Assert.Equal(Headers(nowhere), Headers(there));
    }

    [Fact]
    public async Task Without_a_log_nothing_is_shown()
    {
        using var admin = await app.SignedInAsAsync(UserRole.Admin);
        var client = await app.Given.ClientAsync(lastName: "Canary");
        await app.DbAsync(db => db.Database.ExecuteSqlRawAsync("CREATE TRIGGER no_log BEFORE INSERT ON audit_entries BEGIN SELECT RAISE(FAIL, 'disk full'); END"));
        var answer = await admin.GetAsync($"/clients/{client.Id}/access");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.DoesNotContain("Canary", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_emergency_view_shows_on_every_page_and_can_be_closed()
    {
        using var therapist = await app.SignedInAsAsync(UserRole.Therapist);
        var client = await app.Given.ClientAsync();
        await therapist.SubmitAsync("/emergency", new { client.FileNumber, Reason = "The client called in distress", Given.Password });
        var form = (IHtmlFormElement)(await therapist.PageAsync("/")).QuerySelector("form.banner-bad")!;
        await therapist.PostAsync(form, "/", new { });
        Assert.Null((await therapist.PageAsync("/")).QuerySelector("form.banner-bad"));
    }

    private static IEnumerable<string> Headers(HttpResponseMessage answer) => answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key != "Date").Select(h => $"{h.Key}: {string.Join(',', h.Value)}");
}
