using TherapyCrm.Web.Hosting;

namespace TherapyCrm.Web.Backups;

/// <summary>Tells processes that use the storage from the one that replaces it: many may serve, only one alone may restore.</summary>
internal static class Serving
{
    private const string LockFile = ".in-use";

    /// <summary>Held while the program serves.</summary>
    /// <exception cref="BadSettingException">A restore is going on.</exception>
    public static IDisposable Begin(CrmSettings settings)
    {
        var file = Path.Combine(settings.StorageRoot, LockFile);
        try
        {
            if (!File.Exists(file)) File.WriteAllText(file, "");
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (IOException e)
        {
            throw new BadSettingException("A backup is being restored into Storage:Root; start again when that has ended.", e);
        }
    }

    /// <summary>Held while the storage is replaced.</summary>
    /// <returns>Null when the program serves from it.</returns>
    public static IDisposable? Alone(CrmSettings settings)
    {
        try
        {
            return new FileStream(Path.Combine(settings.StorageRoot, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
