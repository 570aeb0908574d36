using System.Text.RegularExpressions;

namespace TherapyCrm.Tests.Architecture;

/// <summary>Which namespaces a source file names, C# or Razor: in its using lines, written out in full, or by area and type.</summary>
internal static partial class Imports
{
    private const string Product = "TherapyCrm.";

    /// <param name="declared">The type names of each area, to know <c>Clients.Client</c> from a property's member.</param>
    public static IEnumerable<string> Of(string source, ILookup<string, string> declared)
    {
        var code = Comments().Replace(source, "");
        var usings = UsingLines().Matches(code).Select(m => m.Groups["name"].Value);
        var written = WrittenOut().Matches(code).Select(m => m.Groups["name"].Value).Select(n => n.StartsWith(Product, StringComparison.Ordinal) || !Own(n) ? n : Product + n);
        var byArea = ByArea().Matches(code).Where(m => declared[m.Groups["area"].Value].Contains(m.Groups["type"].Value)).Select(m => $"{Product}Domain.{m.Groups["area"].Value}");
        return usings.Concat(written).Concat(byArea).Distinct();
    }

    /// <summary>The names of the types that a source file declares.</summary>
    public static IEnumerable<string> Declared(string source) => Declarations().Matches(Comments().Replace(source, "")).Select(m => m.Groups["name"].Value);

    private static bool Own(string name) => name.StartsWith("Domain.", StringComparison.Ordinal) || name.StartsWith("Web.", StringComparison.Ordinal);

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/|@\*.*?\*@|^\s*namespace [^\n]*", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"^\s*(global |@)?using (static )?(\w+ = )?(?<name>[A-Z][\w.]*)", RegexOptions.Multiline)]
    private static partial Regex UsingLines();

    [GeneratedRegex(@"(?<![\w.""])(?<name>(TherapyCrm\.(Domain|Web)|Domain|Web|Microsoft\.EntityFrameworkCore|Microsoft\.AspNetCore)\.[A-Z][\w.]*)")]
    private static partial Regex WrittenOut();

    [GeneratedRegex(@"(?<![\w.])(?<area>[A-Z]\w*)\.(?<type>[A-Z]\w*)")]
    private static partial Regex ByArea();

    [GeneratedRegex(@"\b(class|record|struct|interface|enum)\s+(?<name>[A-Z]\w*)")]
    private static partial Regex Declarations();
}
