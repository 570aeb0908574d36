using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json.Serialization;

namespace TherapyCrm.Domain.Common;

/// <summary>The text an enum value is stored and sent as: its name in capitals, or what its attribute says (contract/enums.tsv).</summary>
public static class StoredText
{
    private static readonly ConcurrentDictionary<Type, (Dictionary<object, string> Texts, Dictionary<string, object> Values)> Known = new();

    /// <summary>The stored text of a value.</summary>
    public static string Of<T>(T value) where T : struct, Enum => For(typeof(T)).Texts[value];

    /// <summary>All stored texts of an enum, in order.</summary>
    public static IReadOnlyCollection<string> All<T>() where T : struct, Enum => For(typeof(T)).Texts.Values;

    /// <summary>The value of a stored text.</summary>
    /// <exception cref="FormatException">The text is none of the enum's.</exception>
    public static T Parse<T>(string text) where T : struct, Enum =>
        TryParse<T>(text, out var value) ? value : throw new FormatException($"{typeof(T).Name} has no value of that text.");

    /// <summary>Looks a stored text up; case matters.</summary>
    public static bool TryParse<T>([NotNullWhen(true)] string? text, out T value) where T : struct, Enum
    {
        var found = For(typeof(T)).Values.TryGetValue(text ?? "", out var boxed);
        value = found ? (T)boxed! : default;
        return found;
    }

    private static (Dictionary<object, string> Texts, Dictionary<string, object> Values) For(Type type) => Known.GetOrAdd(type, static t =>
    {
        var pairs = t.GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (
            Value: f.GetValue(null)!,
            Text: f.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? f.Name.ToUpperInvariant())).ToList();
        return (pairs.ToDictionary(p => p.Value, p => p.Text), pairs.ToDictionary(p => p.Text, p => p.Value, StringComparer.Ordinal));
    });
}
