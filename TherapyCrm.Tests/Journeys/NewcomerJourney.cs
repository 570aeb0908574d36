using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;
using TherapyCrm.Tests.Support;
using TherapyCrm.Web.Commands.Demo;

namespace TherapyCrm.Tests.Journeys;

/// <summary>
/// A newcomer's first minutes in the demo practice, as each of its four people. With CRM_PICTURES set it also takes the README's pictures.
/// </summary>
public sealed class NewcomerJourney
{
    private const string Password = "juniper berries in the rain";
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("CRM_PICTURES");

    [Fact]
    public async Task The_demo_practice_welcomes_each_of_its_people()
    {
        var app = new CrmApp();
        await using var browser = CrmBrowser.Start(app);
        app.Clock.Now = Instant.FromUtc(2026, 11, 24, 18, 20);
        Assert.True(await app.RunAsync(s => s.GetRequiredService<DemoPractice>().SeedAsync(Password)));

        var desk = await SignInAsync(browser, "reception@demo.test");
        await SeesAsync(desk, "/", "Arrivals", "today-desk");
        await SeesAsync(desk, "/board?date=2026-11-24&by=room&location=1", "Tuesday 24 November 2026", "board");
        Assert.True(await desk.GetByRole(AriaRole.Link, new() { NameRegex = new("^Book .* free ") }).CountAsync() > 5);
        await SeesAsync(desk, "/clients", "Clients", "clients");
        await SeesAsync(desk, "/appointments/new?date=2026-11-24&start=12:00&roomId=1&location=1", "Book an appointment", "book");

        var therapist = await SignInAsync(browser, "therapist@demo.test");
        await SeesAsync(therapist, "/", "Theodora", "today-therapist");
        await SeesAsync(therapist, "/calendar", "Lee", "week");
        await SeesAsync(therapist, "/notes", "Visits without a note", "notes");
        await therapist.GetByRole(AriaRole.Button, new() { NameRegex = new("^Write ") }).First.ClickAsync();
        await Assertions.Expect(therapist.GetByLabel("Subjective")).ToBeFocusedAsync();
        await SeesAsync(therapist, new Uri(therapist.Url).PathAndQuery, "The last note", "note");
        var plan = await app.DbAsync(db => db.TreatmentPlans.OrderBy(p => p.Id).Select(p => new { p.Id, p.ClientId }).FirstAsync());
        await SeesAsync(therapist, $"/plans/{plan.Id}", "Goals", "plan");
        await SeesAsync(therapist, $"/clients/{plan.ClientId}/timeline", "November 2026", "timeline");
        await SeesAsync(therapist, $"/clients/{await app.DbAsync(db => db.Assessments.OrderBy(a => a.Id).Select(a => a.ClientId).FirstAsync())}/assessments", "PHQ-9", "assessments");
        await SeesAsync(await SignInAsync(browser, "staff@demo.test"), "/", "Samuel", "today-staff");
        await SeesAsync(await SignInAsync(browser, "admin@demo.test"), "/settings", "Settings", "settings");

        var dark = await SignInAsync(browser, "reception@demo.test", dark: true);
        await SeesAsync(dark, "/board?date=2026-11-24&by=therapist&location=1", "Tuesday 24 November 2026", "board-dark");
    }

    private static async Task<IPage> SignInAsync(CrmBrowser browser, string email, bool dark = false)
    {
        var page = await browser.PageAsync(dark: dark);
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        return page;
    }

    private static async Task SeesAsync(IPage page, string address, string text, string picture)
    {
        var answer = await page.GotoAsync(address);
        Assert.Equal(200, answer!.Status);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(text);
        if (Pictures is { Length: > 0 } folder) await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{picture}.png") });
    }
}
