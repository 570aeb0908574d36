using System.Security.Cryptography;
using System.Text;

namespace TherapyCrm.Web.Exports;

/// <summary>Where the printing browser keeps its profile and what it needs for a moment: in memory where the system offers that, never shared, and emptied at each start.</summary>
public static class PdfFolder
{
    private const string Memory = "/dev/shm";
    private const long Enough = 256L * 1024 * 1024;

    /// <summary>The empty folder of this installation.</summary>
    /// <param name="storageRoot">Tells installations on one machine apart, and holds the folder where there is no memory for it.</param>
    public static string Fresh(string storageRoot)
    {
        var folder = PathFor(storageRoot);
        Remove(folder);
        if (OperatingSystem.IsWindows()) return Directory.CreateDirectory(folder).FullName;
        return Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
    }

    /// <summary>Takes away what another run may have left.</summary>
    public static void Remove(string folder)
    {
        try
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A browser that is just ending still writes there; the next start tries again.
        }
    }

    /// <summary>The folder's place.</summary>
    public static string PathFor(string storageRoot) => HasMemory()
        ? Path.Combine(Memory, $"therapy-crm-print-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(storageRoot)))[..16]}")
        : Path.Combine(storageRoot, "printing");

    private static bool HasMemory()
    {
        try
        {
            return OperatingSystem.IsLinux() && Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace >= Enough;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
