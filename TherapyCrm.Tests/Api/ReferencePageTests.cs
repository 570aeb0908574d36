using Microsoft.Playwright;
using TherapyCrm.Domain.Access;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Api;

/// <summary>The reference page in a real browser: it runs under its own script exception and fetches nothing from elsewhere.</summary>
public sealed class ReferencePageTests
{
    [Fact]
    public async Task It_shows_the_operations_with_files_of_this_server_alone()
    {
        await using var browser = CrmBrowser.Start();
        var page = await browser.PageAsync(await browser.App.Given.StaffAsync(UserRole.Receptionist));
        var elsewhere = new List<string>();
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(browser.Address.ToString(), StringComparison.Ordinal) && request.Url.StartsWith("http", StringComparison.Ordinal)) elsewhere.Add(request.Url);
        };
        await page.GotoAsync("/api/docs");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Therapy CRM" }).First.WaitForAsync(new() { Timeout = 30_000 });
        await page.GetByText("Everything the pages do, over HTTP.").First.WaitForAsync();
        if (Environment.GetEnvironmentVariable("SHOT") is { Length: > 0 } shot) await page.ScreenshotAsync(new() { Path = shot });
        Assert.Empty(elsewhere);
    }
}
