using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using System.ComponentModel;
using TherapyCrm.Web.Localization;
using TherapyCrm.Web.Pages.Clients;
using TherapyCrm.Web.Pages.Plans;
using TherapyCrm.Web.Pages.Settings;

namespace TherapyCrm.Tests.Localization;

/// <summary>What the operations say, and what pages look up by a variable, has its French; <see cref="WordsTests"/> reads the pages themselves.</summary>
public sealed partial class TranslationTests
{
    private static readonly string Root = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..");
    private static readonly IReadOnlyDictionary<string, string> French = Words.In(CultureInfo.GetCultureInfo("fr"));

    [Fact]
    public void Every_problem_is_said_in_French()
    {
        var missing = Sources("TherapyCrm.Domain").Concat(Sources("TherapyCrm.Web"))
            .SelectMany(file => Problems().Matches(File.ReadAllText(file)).Select(match => (File: Path.GetFileName(file), Text: Regex.Unescape(match.Groups[1].Value))))
            .Where(use => !French.ContainsKey(use.Text)).Select(use => $"{use.File}: {use.Text}").Distinct();

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_title_on_a_timeline_is_said_in_French()
    {
        var titles = Sources("TherapyCrm.Domain").SelectMany(file => Titles().Matches(File.ReadAllText(file)).Select(match => Regex.Unescape(match.Groups[1].Value))).ToList();

        Assert.Contains("Session {0}", titles);
        Assert.DoesNotContain(titles, text => !French.ContainsKey(text));
    }

    [Fact]
    public void Every_notice_is_said_in_French()
    {
        var missing = Sources("TherapyCrm.Web")
            .SelectMany(file => Notices().Matches(File.ReadAllText(file)).Select(match => Regex.Unescape(match.Groups[1].Value))).Where(text => !French.ContainsKey(text));

        Assert.Empty(missing);
    }

    [Fact]
    public void Labels_that_pages_look_up_are_said_in_French()
    {
        var labels = ClientTabs.All.Select(t => t.Label)
            .Concat(SettingsHub.Parts.SelectMany(p => new[] { p.Label, p.About }))
            .Concat(ProfileWords.Labels.Values)
            .Concat(TimelineWords.Marks.Keys)
            .Concat(PlanWords.Labels)
            .Concat(ChoicesPage.Asked.SelectMany(c => new[] { c.Label, c.Hint }))
            .Concat(typeof(Program).Assembly.GetTypes().Where(t => !t.IsAssignableTo(typeof(PageModel)))
                .SelectMany(t => t.GetProperties()).Select(p => p.GetCustomAttribute<DisplayNameAttribute>()?.DisplayName).OfType<string>())
            .Where(text => text.Length > 0 && !French.ContainsKey(text)).Distinct();

        Assert.Empty(labels);
    }

    // The REST API speaks to programs, in English.
    private static IEnumerable<string> Sources(string project) => Directory.EnumerateFiles(Path.Combine(Root, project), "*.cs", SearchOption.AllDirectories)
        .Where(file => !new[] { "obj", "Api" }.Any(folder => file.Contains($"{Path.DirectorySeparatorChar}{folder}{Path.DirectorySeparatorChar}", StringComparison.Ordinal)));

    private static string Here([CallerFilePath] string path = "") => path;

    // The message is the second argument; the first is a name, a literal or a choice between two.
    [GeneratedRegex("""(?:Problem\.(?:Invalid|Conflict|Warning)|new Problem|\.Refusal)\((?:[^,"\n]|"[^"\n]*")*,\s*"((?:[^"\\]|\\.)+)"\s*[,)]""")]
    private static partial Regex Problems();

    [GeneratedRegex("""new Said\("((?:[^"\\]|\\.)+)"[),]""")]
    private static partial Regex Titles();

    [GeneratedRegex("""\b[Ww]ords\["((?:[^"\\]|\\.)+)"[\],]""")]
    private static partial Regex Notices();
}
