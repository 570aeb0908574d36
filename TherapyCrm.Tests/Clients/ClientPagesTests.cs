using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Clients;

/// <summary>The clients' pages without JavaScript.</summary>
public sealed class ClientPagesTests : IDisposable
{
    private readonly CrmApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task The_desk_opens_a_file_and_lands_on_it()
    {
        using var desk = await app.SignedInAsAsync(UserRole.Receptionist);

        var saved = await desk.SubmitAsync("/clients/new", new { FirstName = "Zoë", LastName = "O'Brien", Phone = "604 555 0123", DateOfBirth = "2014-02-28", SafetyAlert = "Dog at home" });

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var page = await desk.PageAsync(saved.Headers.Location!.ToString());
        Assert.Equal("Zoë O'Brien", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("File 0001", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("12 years", page.Body.TextContent, StringComparison.Ordinal);
        Assert.Contains("Dog at home", page.Body.TextContent, StringComparison.Ordinal);
        Assert.Contains("Zoë O'Brien now has file 0001.", page.Body.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_privacy_mode_list_and_head_show_initials_file_number_and_age()
    {
        var client = await app.Given.ClientAsync("Zoë", "Quillfeather", change: c => c.DateOfBirth = new(2014, 2, 28));
        await app.Given.LearnerAsync(client.Id, "Wren");
        using var desk = await app.SignedInAsync(await app.Given.StaffAsync(UserRole.Receptionist, change: p => p.PrivacyMode = true));

        foreach (var url in new[] { "/clients", $"/clients/{client.Id}", $"/clients/{client.Id}/people", $"/clients/{client.Id}/appointments" })
        {
            var page = await desk.PageAsync(url);
            Assert.DoesNotContain("Quillfeather", page.DocumentElement.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain("Wren", page.DocumentElement.TextContent, StringComparison.Ordinal);
            Assert.Contains("Z. Q.", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
            Assert.Contains(client.FileNumber, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
            Assert.Contains("12", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain("2014", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_wrong_form_says_so_at_the_fields_and_keeps_what_was_typed()
    {
        using var desk = await app.SignedInAsAsync(UserRole.Receptionist);

        var answer = await desk.SubmitAsync("/clients/new", new { FirstName = "Zoë", Phone = "call", DateOfBirth = "2014-02-28" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await CrmClient.ParseAsync(answer);
        Assert.Equal(["#Form_LastName", "#Form_Phone"], page.QuerySelectorAll(".error-summary a").Select(a => a.GetAttribute("href")));
        Assert.Equal("Zoë", page.QuerySelector<IHtmlInputElement>("#Form_FirstName")!.Value);
        Assert.Equal("true", page.QuerySelector("#Form_LastName")!.GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task A_likely_duplicate_is_shown_once_and_then_believed()
    {
        using var desk = await app.SignedInAsAsync(UserRole.Receptionist);
        await app.Given.ClientAsync("Zoe", "OBrien");

        var asked = await desk.SubmitAsync("/clients/new", new { FirstName = "Zoë", LastName = "O'Brien", Phone = "778-555-0000" });

        Assert.Equal(HttpStatusCode.Conflict, asked.StatusCode);
        var page = await CrmClient.ParseAsync(asked);
        Assert.Contains("same name", page.QuerySelector("#duplicates")!.TextContent, StringComparison.Ordinal);
        var form = page.QuerySelectorAll<IHtmlFormElement>("main form").Single();
        var saved = await desk.PostAsync(form, "/clients/new", new { });
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
    }

    [Fact]
    public async Task A_stale_edit_shows_both_and_the_next_save_wins()
    {
        using var desk = await app.SignedInAsAsync(UserRole.Receptionist);
        var client = await app.Given.ClientAsync("Sarah", "Cho");
        var opened = await desk.PageAsync($"/clients/{client.Id}/edit");
        var form = opened.QuerySelectorAll<IHtmlFormElement>("main form").Single();
        await desk.SubmitAsync($"/clients/{client.Id}/edit", new { FirstName = "Sara" });

        var late = await desk.PostAsync(form, $"/clients/{client.Id}/edit", new { FirstName = "Sally" });

        Assert.Equal(HttpStatusCode.PreconditionFailed, late.StatusCode);
        var page = await CrmClient.ParseAsync(late);
        Assert.Contains("Sara", page.QuerySelector(".banner table")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Sally", page.QuerySelector<IHtmlInputElement>("#Form_FirstName")!.Value);
        await desk.PostAsync(page.QuerySelectorAll<IHtmlFormElement>("main form").Single(), $"/clients/{client.Id}/edit", new { });
        Assert.Equal("Sally", await app.DbAsync(db => db.Clients.Select(c => c.FirstName).SingleAsync()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/edit")]
    [InlineData("/appointments")]
    [InlineData("/people")]
    [InlineData("/learner")]
    [InlineData("/contact")]
    public async Task A_client_out_of_sight_is_404_like_one_that_is_not_there(string path)
    {
        var client = await app.Given.ClientAsync("Secret", "Canary", therapistId: (await app.Given.StaffAsync(UserRole.Therapist)).Id);
        using var other = await app.SignedInAsAsync(UserRole.Therapist);

        var (foreign, missing) = (await other.GetAsync($"/clients/{client.Id}{path}"), await other.GetAsync($"/clients/999999{path}"));

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (foreign.StatusCode, missing.StatusCode));
        Assert.DoesNotContain("Canary", await foreign.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_archive_is_refused_and_a_booked_client_asks_first()
    {
        var client = await app.Given.ClientAsync("Sarah", "Cho");
        using var desk = await app.SignedInAsAsync(UserRole.Receptionist);
        Assert.Equal(HttpStatusCode.Forbidden, (await desk.GetAsync($"/clients/{client.Id}/archive")).StatusCode);

        using var office = await app.SignedInAsAsync(UserRole.Staff);
        Assert.Equal($"/clients/{client.Id}", (await office.SubmitAsync($"/clients/{client.Id}/archive", new { Reason = "Moved away" })).Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.Conflict, (await office.SubmitAsync($"/clients/{client.Id}/edit", new { FirstName = "X" })).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await office.SubmitAsync($"/clients/{client.Id}", new { reason = "Came back" }, "?handler=Reopen")).StatusCode);
        Assert.Equal(ClientStatus.Active, await app.DbAsync(db => db.Clients.Select(c => c.Status).SingleAsync()));
    }

    [Fact]
    public async Task The_list_keeps_its_search_in_the_address()
    {
        await app.Given.ClientAsync("Sarah", "Cho");
        await app.Given.ClientAsync("Omar", "Diallo");
        using var desk = await app.SignedInAsAsync(UserRole.Receptionist);

        var page = await desk.PageAsync("/clients?q=cho+sar&status=Active");

        Assert.Equal("Cho, Sarah", Assert.Single(page.QuerySelectorAll("tbody th a")).TextContent);
        Assert.Equal("cho sar", page.QuerySelector<IHtmlInputElement>("#q")!.Value);
        Assert.Contains("Nobody found", (await desk.PageAsync("/clients?q=xyz")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_are_added_changed_and_removed()
    {
        var client = await app.Given.ClientAsync("Sarah", "Cho");
        using var desk = await app.SignedInAsAsync(UserRole.Receptionist);

        await desk.SubmitAsync($"/clients/{client.Id}/learner", new { FirstName = "Mia", LastName = "Cho", DateOfBirth = "2018-01-01" });
        await desk.SubmitAsync($"/clients/{client.Id}/contact", new { FirstName = "Jo", LastName = "Cho", Relationship = RelationshipType.Guardian, MayPickUp = "true" });
        var contact = await app.DbAsync(db => db.Contacts.SingleAsync());
        Assert.True(contact.MayPickUp);
        var wrong = await desk.SubmitAsync($"/clients/{client.Id}/contact/{contact.Id}", new { Email = "nonsense" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("Mia Cho", (await desk.PageAsync($"/clients/{client.Id}/people")).Body!.TextContent, StringComparison.Ordinal);
        await desk.SubmitAsync($"/clients/{client.Id}/contact/{contact.Id}", new { }, "handler=Remove");
        Assert.Equal(0, await app.DbAsync(db => db.Contacts.CountAsync()));
        Assert.Equal(HttpStatusCode.NotFound, (await desk.GetAsync($"/clients/{client.Id}/contact/{contact.Id}")).StatusCode);
    }

    [Fact]
    public async Task The_short_form_answers_with_the_new_client()
    {
        using var desk = await app.SignedInAsAsync(UserRole.Receptionist);
        var options = await (await desk.GetAsync("/clients/options?q=mia+new")).Content.ReadAsStringAsync();
        Assert.Contains("/clients/quick?name=mia%20new", options, StringComparison.Ordinal);

        var wrong = await desk.SubmitAsync("/clients/quick?name=Mia%20New", new { }, fragment: true);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        var saved = await desk.SubmitAsync("/clients/quick?name=Mia%20New", new { Phone = "604-555-0100" }, fragment: true);

        Assert.Contains("crm:client-added", saved.Headers.GetValues("HX-Trigger").Single(), StringComparison.Ordinal);
        Assert.Contains("Mia New \\u00B7 0001", saved.Headers.GetValues("HX-Trigger").Single(), StringComparison.OrdinalIgnoreCase);
    }
}
