using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using TherapyCrm.Web.Http;

namespace TherapyCrm.Tests.Assets;

public sealed partial class AssetsTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));
    private static readonly string Web = Path.Combine(Root, "TherapyCrm.Web");

    [Fact]
    public async Task Every_script_style_font_and_icon_file_is_served_whole()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = Web, ApplicationName = "TherapyCrm.Web", EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.MapStaticAssets(Path.Combine(AppContext.BaseDirectory, "TherapyCrm.Web.staticwebassets.endpoints.json"));
        app.Urls.Add("http://127.0.0.1:0");
        await app.StartAsync();
        using var browser = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        var named = Pages().SelectMany(page => Files().Matches(page)).Select(match => match.Groups[1].Value)
            .Concat(Fonts().Matches(await browser.GetStringAsync("css/app.css")).Select(match => match.Groups[1].Value))
            .Append("icons.svg").Distinct().ToArray();

        Assert.True(named.Length > 20);
        foreach (var file in named)
        {
            var answer = await browser.GetAsync(file);
            Assert.True(answer.IsSuccessStatusCode, $"{file}: {answer.StatusCode}");
            Assert.Equal(new FileInfo(Path.Combine(Web, "wwwroot", file)).Length, (await answer.Content.ReadAsByteArrayAsync()).Length);
        }
    }

    [Fact]
    public void Every_icon_that_a_page_names_is_in_the_sprite()
    {
        var sprite = File.ReadAllText(Path.Combine(Web, "wwwroot", "icons.svg"));
        var named = Pages().SelectMany(page => Icons().Matches(page)).Select(match => match.Groups[1].Value).ToHashSet();

        Assert.Contains("brand", named);
        Assert.DoesNotContain(named, name => !sprite.Contains($"id=\"{name}\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Server_and_browser_call_their_events_the_same()
    {
        var script = File.ReadAllText(Path.Combine(Root, "wwwroot-assets", "js", "events.js"));
        var names = typeof(BrowserEvents).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetValue(null)!);

        Assert.All(names, name => Assert.Contains($"'{name}'", script, StringComparison.Ordinal));
    }

    [Fact]
    public void The_lock_file_names_no_registry() =>
        Assert.DoesNotContain("\"resolved\"", File.ReadAllText(Path.Combine(Root, "wwwroot-assets", "package-lock.json")), StringComparison.Ordinal);

    private static IEnumerable<string> Pages() =>
        Directory.EnumerateFiles(Path.Combine(Web, "Pages"), "*.cshtml", SearchOption.AllDirectories).Select(File.ReadAllText);

    private static string Here([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"(?:href|src)=""~/([^""@]+\.(?:css|js|svg|woff2))""")]
    private static partial Regex Files();

    [GeneratedRegex("""url\(\.\./(fonts/[^)]+)\)""")]
    private static partial Regex Fonts();

    [GeneratedRegex(@"<icon name=""([a-z0-9-]+)""")]
    private static partial Regex Icons();
}
