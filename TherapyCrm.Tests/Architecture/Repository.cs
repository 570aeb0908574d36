namespace TherapyCrm.Tests.Architecture;

/// <summary>The files of the repository, for tests about how it is written.</summary>
internal static class Repository
{
    private static readonly string Root = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>The full path of a file or folder.</summary>
    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    /// <summary>The source files of a project with slashes in their relative paths, without what the build writes.</summary>
    public static IEnumerable<string> Sources(string project) =>
        Directory.EnumerateFiles(Path(project), "*.cs*", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".cshtml", StringComparison.Ordinal))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    private static string Find(DirectoryInfo folder) =>
        File.Exists(System.IO.Path.Combine(folder.FullName, "TherapyCrm.sln")) ? folder.FullName : Find(folder.Parent!);
}
