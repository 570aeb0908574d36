using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Clients;

/// <summary>The desk at work on clients and the administrator on the settings, in a real browser.</summary>
public sealed class ClientJourney
{
    [Fact]
    public async Task The_desk_finds_is_warned_and_opens_a_file()
    {
        await using var browser = CrmBrowser.Start();
        await browser.App.Given.ClientAsync("Zoe", "Okafor");
        await browser.App.Given.ClientAsync("Omar", "Diallo");
        var page = await browser.PageAsync(await browser.App.Given.StaffAsync(UserRole.Receptionist));

        await page.GotoAsync("/clients");
        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Search", Exact = true }).FillAsync("oka");
        await Assertions.Expect(page.GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("q=oka"));

        await page.GetByRole(AriaRole.Link, new() { Name = "New client" }).ClickAsync();
        await page.GetByLabel("First name").FillAsync("Zoë");
        await page.GetByLabel("Last name").FillAsync("Okafor");
        await Assertions.Expect(page.GetByText("Is it one of these?")).ToBeVisibleAsync();
        await page.GetByLabel("Phone", new() { Exact = true }).FillAsync("778 555 0199");
        await page.Keyboard.PressAsync("Control+Enter");

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Zoë Okafor");
        await Assertions.Expect(page.GetByText("Zoë Okafor now has file 0001.").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_new_client_comes_back_into_the_form_that_asked()
    {
        await using var browser = CrmBrowser.Start();
        var page = await browser.PageAsync(await browser.App.Given.StaffAsync(UserRole.Receptionist));
        await page.GotoAsync("/clients");
        await page.EvaluateAsync("""
            () => {
              document.querySelector('main').insertAdjacentHTML('beforeend', '<label for="who">Client</label><input id="who" data-combobox="/clients/options" data-value="chosen"><input type="hidden" id="chosen">');
              document.dispatchEvent(new CustomEvent('htmx:afterSettle', { detail: { elt: document.body } }));
            }
            """);

        await page.GetByRole(AriaRole.Combobox, new() { Name = "Client", Exact = true }).PressSequentiallyAsync("Mia New");
        await page.GetByRole(AriaRole.Option, new() { Name = "Add a new client" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "New client" });
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add the client" }).ClickAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await dialog.GetByLabel("Phone").FillAsync("604-555-0100");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add the client" }).ClickAsync();

        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("#who")).ToHaveValueAsync("Mia New · 0001");
        await Assertions.Expect(page.Locator("#who")).ToBeFocusedAsync();
        Assert.NotEqual("", await page.Locator("#chosen").InputValueAsync());
    }

    [Theory]
    [InlineData(false, 1366)]
    [InlineData(true, 1366)]
    [InlineData(false, 360)]
    public async Task The_pages_have_no_barrier_and_do_not_scroll_sideways(bool dark, int width)
    {
        await using var browser = CrmBrowser.Start();
        var (given, lee) = (browser.App.Given, await browser.App.Given.StaffAsync(UserRole.Therapist, "Lee", "Morgan"));
        await browser.App.Given.RoleAsync(lee.Id, UserRole.Admin);
        await given.RoomAsync();
        var client = await given.ClientAsync("Sarah", "Chowdhury", lee.Id, c =>
        {
            c.SafetyAlert = "Dog at home: call before a visit";
            c.CustodyAlert = "Only the mother picks up";
            c.RequiresInterpreter = true;
            c.PreferredLanguage = LanguageCode.Ur;
            c.DateOfBirth = new LocalDate(2014, 2, 28);
        });
        await given.SaveAsync(new Learner { ClientId = client.Id, FirstName = "Mia", LastName = "Chowdhury", DateOfBirth = new LocalDate(2018, 5, 1) });
        await given.SaveAsync(new Contact { ClientId = client.Id, FirstName = "Jo", LastName = "Chowdhury", Relationship = RelationshipType.Guardian, Phone = "604 555 0177", MayPickUp = true, IsEmergencyContact = true });
        var page = await browser.PageAsync(lee, width, width == 360 ? 780 : 768, dark);

        foreach (var url in new[]
        {
            "/clients", "/clients/new", $"/clients/{client.Id}", $"/clients/{client.Id}/edit", $"/clients/{client.Id}/people", $"/clients/{client.Id}/appointments", $"/clients/{client.Id}/history", $"/clients/{client.Id}/group", $"/clients/{client.Id}/consents", $"/clients/{client.Id}/disclosures", $"/clients/{client.Id}/clinical", $"/clients/{client.Id}/archive",
            $"/clients/{client.Id}/contact", "/settings", "/settings/practice", "/settings/locations", "/settings/location", "/settings/rooms", "/settings/service",
            "/settings/choices", "/settings/client-types", "/settings/client-type", "/settings/file-numbers", "/settings/staff", $"/settings/staff/{lee.Id}",
        })
        {
            await page.GotoAsync(url);
            var found = await page.RunAxe();
            Assert.True(found.Violations.Length == 0, $"{url}: {string.Join("; ", found.Violations.Select(v => $"{v.Id} {string.Join(' ', v.Nodes.Select(n => n.Html).Take(3))}"))}");
            Assert.False(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"), $"{url} scrolls sideways");
            if (Environment.GetEnvironmentVariable("CRM_PICTURES") is { Length: > 0 } folder)
                await page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(folder, $"{url.Trim('/').Replace('/', '-')}-{width}{(dark ? "-dark" : "")}.png") });
        }
    }
}
