namespace TherapyCrm.Web.Exports;

/// <summary>Finds the browser that prints pages.</summary>
public static class BrowserPath
{
    /// <summary>What to do where there is none.</summary>
    public const string HowToGetOne = "Install the package \"chromium\", or set CRM_BROWSER to the path of Chromium, Chrome or Edge.";

    /// <summary>The path of the browser, or the name under which it is installed; both null leaves it to the driver.</summary>
    public static (string? Path, string? Channel) Find()
    {
        if (Environment.GetEnvironmentVariable("CRM_BROWSER") is { Length: > 0 } said) return (said, null);
        if (File.Exists("/usr/bin/chromium")) return ("/usr/bin/chromium", null);
        return (null, OperatingSystem.IsWindows() ? "msedge" : null);
    }
}
