using System.Collections.Concurrent;
using System.Globalization;

namespace TherapyCrm.Domain.Access;

/// <summary>The keys that wrap each client's own key; they lie in the key folder, never in the database or its backup (access.md §3).</summary>
public sealed class RecordKeyRing(KeyFolder keys)
{
    private const string Prefix = "records-";
    private readonly ConcurrentDictionary<string, byte[]> known = new();

    /// <summary>A wrapping key and the name that rows remember it by.</summary>
    public sealed record Wrapping(string Id, byte[] Key);

    /// <summary>The newest, which wraps what is new; null when there is none yet.</summary>
    public Wrapping? Newest() => keys.Names(Prefix) is [.., var last] ? Load(last) : null;

    /// <summary>The one of that name; null when it is not in the folder.</summary>
    public byte[]? Find(string id)
    {
        if (known.TryGetValue(id, out var key)) return key;
        foreach (var name in keys.Names(Prefix)) Load(name);
        return known.GetValueOrDefault(id);
    }

    /// <summary>Makes one more, which is the newest from now on.</summary>
    public Wrapping Add() => Load(Prefix + (1 + keys.Names(Prefix).Select(Number).DefaultIfEmpty().Max()).ToString(CultureInfo.InvariantCulture));

    private static int Number(string name) => int.TryParse(name.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private Wrapping Load(string name)
    {
        var key = keys.Key(name);
        var id = KeyFolder.IdOf(key);
        return new(id, known.GetOrAdd(id, key));
    }
}
