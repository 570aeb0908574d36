using System.Globalization;

namespace TherapyCrm.Web.Localization;

/// <summary>Sizes of files as people read them.</summary>
public static class FileSizes
{
    /// <summary>Such as <c>1.4 MB</c>.</summary>
    public static string Of(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.CurrentCulture, $"{bytes} B"),
        < 1024 * 1024 => string.Create(CultureInfo.CurrentCulture, $"{bytes / 1024.0:0} KB"),
        _ => string.Create(CultureInfo.CurrentCulture, $"{bytes / (1024.0 * 1024):0.0} MB"),
    };
}
