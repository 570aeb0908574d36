using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Tests.Localization;

public sealed partial class WordsTests
{
    private static readonly string Web = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "TherapyCrm.Web");

    [Fact]
    public void Every_text_of_a_page_is_said_in_French()
    {
        var french = Words.In(CultureInfo.GetCultureInfo("fr"));
        var missing = Directory.EnumerateFiles(Web, "*.cs*", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => Texts().Matches(File.ReadAllText(file)).Select(match => (File: Path.GetFileName(file), Text: Regex.Unescape(match.Groups[1].Value))))
            .Where(use => !french.ContainsKey(use.Text))
            .Select(use => $"{use.File}: {use.Text}");

        Assert.Empty(missing);
    }

    [Fact]
    public void A_translation_fills_in_what_its_text_does() =>
        Assert.DoesNotContain(Words.Entries("fr"), entry => !Places(entry.Key).SetEquals(Places(entry.Text)));

    [Fact]
    public void No_two_files_translate_a_text_differently() =>
        Assert.Empty(Words.Entries("fr").GroupBy(entry => entry.Key).Where(group => group.Select(entry => entry.Text).Distinct().Count() > 1).Select(group => group.Key));

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public void Every_value_a_person_may_read_has_a_name(string language)
    {
        Type[] technical = [typeof(DatabaseProvider), typeof(ProblemKind), typeof(LocalTimeKind), typeof(OccupancyKind), typeof(SignInStep),
            typeof(AppointmentOrder), typeof(ClientOrder), typeof(UserOrder)];
        var words = Words.In(CultureInfo.GetCultureInfo(language));
        var missing = typeof(Problem).Assembly.GetExportedTypes()
            .Where(type => type.IsEnum && !technical.Contains(type))
            .SelectMany(type => Enum.GetNames(type).Select(name => $"{type.Name}.{name}"))
            .Where(key => !words.ContainsKey(key));

        Assert.Empty(missing);
    }

    [Fact]
    public void A_text_without_translation_is_said_in_English() =>
        Assert.Equal("Skip to content", Read("de", words => words["Skip to content"]));

    [Fact]
    public void A_text_is_said_in_the_readers_language_with_its_arguments() =>
        Assert.Equal("2 points demandent votre attention", Read("fr-CA", words => words["{0} things need your attention", 2]));

    private static string Read(string language, Func<Words, string> text)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return text(new Words());
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static HashSet<string> Places(string text) => [.. Placeholders().Matches(text).Select(match => match.Value)];

    private static string Here([CallerFilePath] string path = "") => path;

    [GeneratedRegex("""\bT\["((?:[^"\\]|\\.)+)"[\],]""")]
    private static partial Regex Texts();

    [GeneratedRegex(@"\{\d")]
    private static partial Regex Placeholders();
}
