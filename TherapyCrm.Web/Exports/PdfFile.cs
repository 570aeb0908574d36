using Microsoft.Playwright;
using TherapyCrm.Web.Hosting;

namespace TherapyCrm.Web.Exports;

/// <summary>There is no browser to print with, or it does not start.</summary>
public sealed class NoBrowserException : Exception
{
    public NoBrowserException() { }
    public NoBrowserException(string message) : base(message) { }
    public NoBrowserException(string message, Exception inner) : base(message, inner) { }
}

/// <summary>Prints HTML as PDF by one warm browser, without scripts and without a network; nothing of it passes through a file.</summary>
public sealed partial class PdfFile(CrmSettings settings, ILogger<PdfFile> logger) : IAsyncDisposable
{
    private static readonly string[] Args = ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-breakpad", "--disable-logging"];
    private readonly SemaphoreSlim one = new(1);
    private IPlaywright? driver;
    private IBrowser? browser;
    private string? folder;

    /// <summary>The folder that the browser works in; null before the first print.</summary>
    public string? Folder => folder;

    /// <summary>The page, tagged for screen readers.</summary>
    /// <param name="header">HTML of the line at the head of each page; <c>span.pageNumber</c> and <c>span.totalPages</c> are filled in.</param>
    /// <exception cref="NoBrowserException">There is no browser.</exception>
    public async Task<byte[]> PrintAsync(string html, string header, string footer, CancellationToken cancel = default)
    {
        await one.WaitAsync(cancel);
        try
        {
            if (browser is not { IsConnected: true }) await StartAsync();
            await using var context = await browser!.NewContextAsync(new() { JavaScriptEnabled = false, Offline = true, ServiceWorkers = ServiceWorkerPolicy.Block });
            await using var stop = cancel.Register(() => _ = context.CloseAsync());
            try
            {
                return await PrintAsync(context, html, header, footer);
            }
            catch (PlaywrightException) when (cancel.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancel);
            }
        }
        finally
        {
            one.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        driver?.Dispose();
        if (folder is not null) PdfFolder.Remove(folder);
        one.Dispose();
    }

    // By the browser's own protocol and whole: the driver's way would pass through a temporary file.
    private static async Task<byte[]> PrintAsync(IBrowserContext context, string html, string header, string footer)
    {
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(300_000);
        await context.RouteAsync("**/*", route => route.AbortAsync());
        await page.SetContentAsync(html, new() { WaitUntil = WaitUntilState.Load });
        var protocol = await context.NewCDPSessionAsync(page);
        var printed = await protocol.SendAsync("Page.printToPDF", new Dictionary<string, object>
        {
            ["transferMode"] = "ReturnAsBase64", ["generateTaggedPDF"] = true, ["generateDocumentOutline"] = true, ["printBackground"] = true, ["displayHeaderFooter"] = true,
            ["headerTemplate"] = header, ["footerTemplate"] = footer, ["paperWidth"] = 8.5, ["paperHeight"] = 11, ["marginTop"] = 0.8, ["marginBottom"] = 0.75, ["marginLeft"] = 0.7, ["marginRight"] = 0.7,
        });
        return printed!.Value.GetProperty("data").GetBytesFromBase64();
    }

    private async Task StartAsync()
    {
        folder = PdfFolder.Fresh(settings.StorageRoot);
        driver ??= await Playwright.CreateAsync();
        var (path, channel) = BrowserPath.Find();
        try
        {
            browser = await LaunchAsync(path, channel, sandboxed: true);
        }
        catch (PlaywrightException)
        {
            // Many containers and the root user have no sandbox to offer.
            try
            {
                browser = await LaunchAsync(path, channel, sandboxed: false);
                WithoutSandbox();
            }
            catch (PlaywrightException e)
            {
                throw new NoBrowserException($"There is no browser to print with. {BrowserPath.HowToGetOne}", e);
            }
        }
    }

    private Task<IBrowser> LaunchAsync(string? path, string? channel, bool sandboxed) => driver!.Chromium.LaunchAsync(new()
    {
        ExecutablePath = path, Channel = channel, Args = Args, ChromiumSandbox = sandboxed, Timeout = 30_000,
        Env = new Dictionary<string, string>(Surroundings()) { ["TMPDIR"] = folder!, ["TMP"] = folder!, ["TEMP"] = folder! },
    });

    private static IEnumerable<KeyValuePair<string, string>> Surroundings() => Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
        .Where(e => e.Value is string && (string)e.Key is "PATH" or "HOME" or "LANG" or "LC_ALL" or "SystemRoot" or "SystemDrive" or "USERPROFILE" or "LOCALAPPDATA" or "APPDATA" or "ProgramFiles" or "ProgramFiles(x86)" or "PROGRAMFILES" or "FONTCONFIG_PATH" or "FONTCONFIG_FILE")
        .Select(e => KeyValuePair.Create((string)e.Key, (string)e.Value!));

    [LoggerMessage(LogLevel.Warning, "The browser that prints runs without its sandbox: this system offers none to this user.")]
    private partial void WithoutSandbox();
}
