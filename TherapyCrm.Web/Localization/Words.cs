using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Resources;

namespace TherapyCrm.Web.Localization;

/// <summary>Says every text of the screen in the reader's language; the English text is the key, and what is said where a translation is missing.</summary>
public sealed class Words
{
    private static readonly ConcurrentDictionary<string, FrozenDictionary<string, string>> Languages = new();

    /// <summary>The text in the current UI language.</summary>
    public string this[string text] => Find(CultureInfo.CurrentUICulture, text) ?? text;

    /// <summary>The text with its {0} … filled in, numbers and dates as the current culture writes them.</summary>
    public string this[string text, params object?[] args] => string.Format(CultureInfo.CurrentCulture, this[text], Array.ConvertAll(args, Said));

    private object? Said(object? arg) => arg switch
    {
        NodaTime.IsoDayOfWeek day => Shown.Weekday(day),
        Enum member => Of(member),
        _ => arg,
    };

    /// <summary>The name of an enum's value, from the keys <c>TypeName.Member</c> of <c>Resources/Enums.*.resx</c>.</summary>
    public string Of(Enum value)
    {
        var key = $"{value.GetType().Name}.{value}";
        return Find(CultureInfo.CurrentUICulture, key) ?? Find(CultureInfo.GetCultureInfo("en"), key) ?? value.ToString();
    }

    /// <summary>All translations of a language, as the resource files of every area have them together.</summary>
    public static IReadOnlyDictionary<string, string> In(CultureInfo language) =>
        Languages.GetOrAdd(language.TwoLetterISOLanguageName, Read);

    private static string? Find(CultureInfo language, string key) => In(language).GetValueOrDefault(key);

    private static FrozenDictionary<string, string> Read(string language)
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (_, key, text) in Entries(language)) words.TryAdd(key, text);
        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Each translation with the file it stands in, so that a test can find two that disagree.</summary>
    public static IEnumerable<(string File, string Key, string Text)> Entries(string language)
    {
        if (Satellite(language) is not { } assembly) yield break;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".resources", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var reader = new ResourceReader(stream);
            foreach (DictionaryEntry entry in reader) yield return (name, (string)entry.Key, (string)entry.Value!);
        }
    }

    private static Assembly? Satellite(string language)
    {
        try
        {
            return typeof(Words).Assembly.GetSatelliteAssembly(CultureInfo.GetCultureInfo(language));
        }
        catch (FileNotFoundException)
        {
            return null; // a language without translations
        }
    }
}
