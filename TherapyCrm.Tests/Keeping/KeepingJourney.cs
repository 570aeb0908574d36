using Deque.AxeCore.Playwright;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Tests.Support;
using TherapyCrm.Web.Backups;

namespace TherapyCrm.Tests.Keeping;

/// <summary>The pages of sealing off, ending and keeping, in a browser.</summary>
public sealed class KeepingJourney
{
    [Theory]
    [InlineData(false, 1366)]
    [InlineData(true, 1366)]
    [InlineData(false, 360)]
    public async Task The_pages_have_no_barrier_and_do_not_scroll_sideways(bool dark, int width)
    {
        await using var browser = CrmBrowser.Start();
        var (app, given) = (browser.App, browser.App.Given);
        var (admin, lee) = (await given.StaffAsync(UserRole.Admin, "Ada", "Lindqvist"), await given.StaffAsync(UserRole.Therapist, "Lee", "Chowdhury"));
        var client = await given.ClientAsync("Sarah", "Chowdhury", admin.Id);
        await given.SaveAsync(AuditLog.Line(new() { UserId = lee.Id, Now = NodaTime.Instant.FromUtc(2026, 10, 14, 9, 0) }, "client.read", AuditOutcome.Ok, client.Id, client.Id));
        await app.AsAsync<OpenBreakGlass, object>(lee.Id, async (o, actor) => await o.RunAsync(actor, new() { FileNumber = client.FileNumber, Reason = "The client called in distress", Password = Given.Password }));
        await app.AsAsync<MakeBackup, object>(admin.Id, async (o, actor) => await o.RunAsync(actor));
        await given.SaveAsync(new PracticeSetting { Key = Setting.RetentionYears.Key, Value = "1", UpdatedAt = app.Clock.Now });
        var opened = app.Clock.Now - NodaTime.Duration.FromDays(3000);
        await app.DbAsync(db => db.Clients.ExecuteUpdateAsync(u => u.SetProperty(c => c.CreatedAt, opened)));
        var page = await browser.PageAsync(admin, width, width == 360 ? 740 : 768, dark);

        foreach (var url in new[] { "/settings/backup", "/emergency/told", "/audit/emergencies", "/audit/review?month=2026-10", "/settings/choices", "/settings/retention", $"/clients/{client.Id}/retention" })
        {
            await page.GotoAsync(url);
            var found = await page.RunAxe();
            Assert.True(found.Violations.Length == 0, $"{url}: {string.Join("; ", found.Violations.Select(v => $"{v.Id} {string.Join(' ', v.Nodes.Select(n => n.Html).Take(3))}"))}");
            Assert.False(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"), $"{url} scrolls sideways");
            if (Environment.GetEnvironmentVariable("CRM_PICTURES") is { Length: > 0 } folder)
                await page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(folder, $"{url.Split('?')[0].Trim('/').Replace('/', '-')}-{width}{(dark ? "-dark" : "")}.png") });
        }
    }
}
