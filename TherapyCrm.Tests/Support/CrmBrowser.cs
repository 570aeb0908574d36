using Microsoft.Playwright;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Exports;

namespace TherapyCrm.Tests.Support;

/// <summary>The application on a real port, seen through a real browser; any console error or page fault fails the test.</summary>
public sealed class CrmBrowser : IAsyncDisposable
{
    private static readonly string[] Args =
        ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
    private static readonly Lazy<Task<IBrowser>> Shared = new(StartAsync);
    private readonly List<string> faults = [];
    private readonly List<IBrowserContext> contexts = [];

    private CrmBrowser(CrmApp app) => App = app;

    /// <summary>The application behind it.</summary>
    public CrmApp App { get; }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("http://localhost");

    /// <summary>Starts the application on a free port.</summary>
    /// <param name="host">By which name the browser calls it; passkeys ask for a name, not an address.</param>
    public static CrmBrowser Start(CrmApp? app = null, string? host = null)
    {
        var browser = new CrmBrowser(app ?? new CrmApp());
        browser.App.UseKestrel(0);
        browser.App.StartServer();
        var address = browser.App.ClientOptions.BaseAddress;
        browser.Address = host is null ? address : new UriBuilder(address) { Host = host }.Uri;
        return browser;
    }

    /// <summary>A page in a window of its own in which this person is signed in; nobody when null.</summary>
    public async Task<IPage> PageAsync(StaffMember? person = null, int width = 1366, int height = 768, bool dark = false, bool javaScript = true)
    {
        var context = await (await Shared.Value).NewContextAsync(new()
        {
            BaseURL = Address.ToString(), ViewportSize = new() { Width = width, Height = height }, JavaScriptEnabled = javaScript,
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light, Locale = "en-CA", TimezoneId = "America/Vancouver",
        });
        contexts.Add(context);
        if (person is not null)
        {
            using var client = await App.SignedInAsync(person);
            await context.AddCookiesAsync([new() { Name = "crm_session", Value = client.SessionToken!, Url = Address.ToString() }]);
        }
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(20_000);
        Assertions.SetDefaultExpectTimeout(15_000);
        page.Console += (_, message) => { if (message.Type == "error" && !IsExpected(message)) faults.Add(message.Text); };
        page.PageError += (_, error) => faults.Add(error);
        return page;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var context in contexts) await context.DisposeAsync();
        await App.DisposeAsync();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    // Chromium reports every answer of 4xx as an error; forms answer 409, 412 and 422 on purpose.
    private static bool IsExpected(IConsoleMessage message) =>
        message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal) && message.Text.Contains("status of 4", StringComparison.Ordinal);

    private static async Task<IBrowser> StartAsync()
    {
        var (path, channel) = BrowserPath.Find();
        var chromium = (await Playwright.CreateAsync()).Chromium;
        try
        {
            return await chromium.LaunchAsync(new() { ExecutablePath = path, Args = Args, Channel = channel });
        }
        catch (PlaywrightException e)
        {
            throw new InvalidOperationException($"The browser tests need a browser. {BrowserPath.HowToGetOne}", e);
        }
    }
}
