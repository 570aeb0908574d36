using System.Runtime.InteropServices;

namespace TherapyCrm.Domain.Documents;

/// <summary>Forces a folder's entries to the disk, so that a renamed file is still there after the power fails.</summary>
internal static class FolderSync
{
    /// <summary>Does so where the system asks for it; Windows writes entries through by itself.</summary>
    public static void Force(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var handle = Open(folder, 0);
        if (handle < 0) throw new IOException("The folder of the document store cannot be opened.");
        try
        {
            if (Sync(handle) != 0) throw new IOException("The folder of the document store cannot be written.");
        }
        finally
        {
            _ = Close(handle);
        }
    }

    [DllImport("libc", EntryPoint = "open", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(int handle);

    [DllImport("libc", EntryPoint = "close"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
