namespace TherapyCrm.Web.Hosting;

/// <summary>Where the application's own files lie.</summary>
public static class ContentRoot
{
    /// <summary>The program's folder when it was published, whichever folder it is started from; null when it runs from source.</summary>
    public static string? Published => Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")) ? AppContext.BaseDirectory : null;
}
