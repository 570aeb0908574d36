using System.Numerics;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Which slices of a window are in, one bit each: six weeks are 190 words, so that whole calendars are compared in microseconds.</summary>
internal sealed class SliceSet
{
    private const int WordBits = 64;
    private readonly ulong[] words;

    private SliceSet(SliceRange window, ulong[] words) => (Window, this.words) = (window, words);

    /// <summary>What the set looks at; nothing outside is ever in.</summary>
    public SliceRange Window { get; }

    /// <summary>No slice.</summary>
    public static SliceSet Empty(SliceRange window) => new(window, new ulong[(Math.Max(0, window.Length) + WordBits - 1) / WordBits]);

    /// <summary>Every slice of the stretches.</summary>
    public static SliceSet Of(SliceRange window, IEnumerable<SliceRange> stretches)
    {
        var set = Empty(window);
        foreach (var stretch in stretches)
            set.Add(stretch.Within(window));
        return set;
    }

    /// <summary>The slices that fewer than <paramref name="limit"/> of the stretches cover.</summary>
    public static SliceSet CoveredLessThan(int limit, SliceRange window, IEnumerable<SliceRange> stretches)
    {
        var changes = new int[Math.Max(0, window.Length) + 1];
        foreach (var stretch in stretches.Select(stretch => stretch.Within(window)).Where(stretch => stretch.Length > 0))
        {
            changes[stretch.First - window.First]++;
            changes[stretch.AfterLast - window.First]--;
        }

        var set = Empty(window);
        for (int at = 0, covered = 0; at < window.Length; at++)
        {
            covered += changes[at];
            if (covered < limit)
                set.words[at / WordBits] |= 1UL << (at % WordBits);
        }

        return set;
    }

    /// <summary>In both; the windows are the same.</summary>
    public SliceSet And(SliceSet other) => Combine(other, (a, b) => a & b);

    /// <summary>In either; the windows are the same.</summary>
    public SliceSet Or(SliceSet other) => Combine(other, (a, b) => a | b);

    /// <summary>The first so many slices of the window and nothing after them.</summary>
    public SliceSet CutTo(int length)
    {
        var cut = Empty(Window with { AfterLast = Window.First + length });
        Array.Copy(words, cut.words, cut.words.Length);
        if (length % WordBits is > 0 and var rest)
            cut.words[^1] &= (1UL << rest) - 1;
        return cut;
    }

    /// <summary>True when the slice is in.</summary>
    public bool Has(int slice)
    {
        var at = slice - Window.First;
        return at >= 0 && at < Window.Length && (words[at / WordBits] >> (at % WordBits) & 1) == 1;
    }

    /// <summary>The slices from which so many in a row are in.</summary>
    public SliceSet StartsOf(int length)
    {
        var run = (ulong[])words.Clone();
        for (var known = 1; known < length;)
        {
            var step = Math.Min(known, length - known);
            AndShifted(run, step);
            known += step;
        }

        return new(Window, run);
    }

    /// <summary>The slices that are in, in order.</summary>
    public IEnumerable<int> Slices()
    {
        for (var word = 0; word < words.Length; word++)
        {
            for (var left = words[word]; left != 0; left &= left - 1)
                yield return Window.First + (word * WordBits) + BitOperations.TrailingZeroCount(left);
        }
    }

    /// <summary>The longest stretches that are in, in order.</summary>
    public IEnumerable<SliceRange> Stretches()
    {
        SliceRange? open = null;
        foreach (var slice in Slices())
        {
            if (open is { } last && last.AfterLast == slice)
            {
                open = last with { AfterLast = slice + 1 };
                continue;
            }

            if (open is { } done)
                yield return done;
            open = SliceRange.Of(slice);
        }

        if (open is { } end)
            yield return end;
    }

    private void Add(SliceRange stretch)
    {
        for (var at = stretch.First - Window.First; at < stretch.AfterLast - Window.First; at++)
            words[at / WordBits] |= 1UL << (at % WordBits);
    }

    private SliceSet Combine(SliceSet other, Func<ulong, ulong, ulong> how) =>
        Window == other.Window ? new(Window, [.. words.Zip(other.words, how)]) : throw new ArgumentException("The sets look at different windows.", nameof(other));

    /// <summary>Keeps what is also in so many places on; past the window nothing is.</summary>
    private static void AndShifted(ulong[] run, int places)
    {
        var (whole, part) = Math.DivRem(places, WordBits);
        for (var word = 0; word < run.Length; word++)
        {
            var low = word + whole < run.Length ? run[word + whole] : 0;
            var high = word + whole + 1 < run.Length ? run[word + whole + 1] : 0;
            run[word] &= part == 0 ? low : (low >> part) | (high << (WordBits - part));
        }
    }
}
