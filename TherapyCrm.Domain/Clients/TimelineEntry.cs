using System.Globalization;
using NodaTime;
using TherapyCrm.Domain.Access;

namespace TherapyCrm.Domain.Clients;

/// <summary>What kind of thing an entry of the timeline is (domain.md §1, Entry).</summary>
public enum TimelineClass { Profile, Visit, Absence, Note, Upload, Plan, Assessment }

/// <summary>Where an entry stands: newest first, at the same moment by the rank of its source, then the newest row first.</summary>
/// <param name="Rank">The <see cref="ITimelineSource.Rank"/> of where it comes from.</param>
public sealed record TimelineKey(Instant At, int Rank, long Id)
{
    // Every zone's clock shows a day of the calendar that databases know.
    private static readonly long Earliest = Instant.FromUtc(1, 1, 2, 0, 0).ToUnixTimeTicks();
    private static readonly long Latest = Instant.FromUtc(9999, 12, 30, 0, 0).ToUnixTimeTicks();

    /// <summary>Below 0 when the first stands before the second.</summary>
    public static int Compare(TimelineKey first, TimelineKey second) => second.At.CompareTo(first.At) is var at and not 0 ? at
        : first.Rank.CompareTo(second.Rank) is var rank and not 0 ? rank
        : second.Id.CompareTo(first.Id);

    /// <summary>As it stands in an address.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.ToUnixTimeTicks()}.{Rank}.{Id}");

    /// <summary>The key of an address; null for what is none.</summary>
    public static TimelineKey? Parse(string? text) =>
        text?.Split('.') is [var at, var rank, var id] && Number(at) is { } ticks && ticks >= Earliest && ticks < Latest && Number(rank) is >= 0 and < 1000 and var r && Number(id) is { } i
            ? new(Instant.FromUnixTimeTicks(ticks), (int)r, i)
            : null;

    private static long? Number(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>A sentence that can be translated: an English text with {0} for what is filled in.</summary>
public sealed record Said(string Text, params object?[] Args);

/// <summary>A piece of an entry's text under its heading.</summary>
/// <param name="Label">A heading, or the name of a profile's field.</param>
/// <param name="Before">What it was, for a change.</param>
public sealed record TimelineLine(string? Label, string Text, string? Before = null)
{
    /// <summary>A word after the text that can be translated, such as the range of a score.</summary>
    public string? Word { get; init; }
}

/// <summary>One line of a client's timeline, opened.</summary>
/// <param name="Day">The day it is listed under, by the clock of its own place.</param>
/// <param name="Title">What it is.</param>
/// <param name="Href">The page that opens it.</param>
public sealed record TimelineEntry(TimelineKey Key, TimelineClass Class, LocalDate Day, LocalTime? Time, Said Title, string Href)
{
    /// <summary>Whose doing it was.</summary>
    public string? By { get; init; }
    public long? LearnerId { get; init; }

    /// <summary>States worth a badge, in English.</summary>
    public IReadOnlyList<string> Marks { get; init; } = [];

    /// <summary>Its text; empty where there is none or none is left.</summary>
    public IReadOnlyList<TimelineLine> Lines { get; init; } = [];

    /// <summary>What part of the profile was changed.</summary>
    public ProfilePart? Part { get; init; }
}

/// <summary>An entry as it was read, its text still sealed.</summary>
/// <param name="Open">Opens it; without a cipher the text is left out.</param>
public sealed record TimelineRow(TimelineKey Key, Func<ClientCipher?, TimelineEntry> Open);

/// <summary>One area's share of the timeline: a new class of entries is one more of these, found by start-up.</summary>
public interface ITimelineSource
{
    /// <summary>What its entries are.</summary>
    TimelineClass Class { get; }

    /// <summary>What a reader needs to see any of them; null when each row decides.</summary>
    Permission? Needs { get; }

    /// <summary>A number of its own, by which entries of the same moment are ordered.</summary>
    int Rank { get; }

    /// <summary>How many there are within the scope.</summary>
    Task<int> CountAsync(TimelineScope scope, CancellationToken cancel);

    /// <summary>The newest within the scope that come after a key.</summary>
    Task<IReadOnlyList<TimelineRow>> ReadAsync(TimelineScope scope, TimelineKey? after, int most, CancellationToken cancel);
}
