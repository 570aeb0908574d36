namespace TherapyCrm.Domain.Scheduling;

/// <summary>Works out free time from what is open and what is taken; it asks no database and knows no names (domain.md §3, "Next that fits").</summary>
public static class FreeTime
{
    /// <summary>The gaps in which all the resources are free at once, in order.</summary>
    /// <param name="window">Where to look.</param>
    /// <param name="all">One resource for a column of the board; several to find when they can meet.</param>
    /// <param name="atLeast">Shortest gap, in slices.</param>
    /// <param name="step">Gaps start on multiples of so many slices.</param>
    public static IReadOnlyList<SliceRange> Gaps(SliceRange window, IReadOnlyList<FreeTimeResource> all, int atLeast = 1, int step = 1)
    {
        var free = all.Select(resource => Unclaimed(resource, 1, window).And(Open(resource, window)))
            .Aggregate(SliceSet.Of(window, [window]), (both, one) => both.And(one));
        return [.. free.Stretches()
            .Select(stretch => stretch with { First = RoundUp(stretch.First, step) })
            .Where(stretch => stretch.Length >= Math.Max(1, atLeast))];
    }

    /// <summary>The first times at which every need is met, each with the resources chosen.</summary>
    public static IReadOnlyList<FreeTimeAnswer> FirstFits(FreeTimeQuestion question)
    {
        var candidates = question.Needs
            .Select(need => need.AnyOf.Select(resource => (Resource: resource, Starts: Starts(question, need, resource))).ToList())
            .ToList();
        var starts = candidates
            .Select(need => need.Aggregate(SliceSet.Empty(question.Window), (any, one) => any.Or(one.Starts)))
            .Aggregate(SliceSet.Of(question.Window, [question.Window]).StartsOf(question.Length), (both, need) => both.And(need));

        var answers = new List<FreeTimeAnswer>();
        foreach (var start in starts.Slices())
        {
            if (answers.Count >= question.Most)
                break;
            if (start != RoundUp(start, question.Step) || (answers.Count > 0 && start < answers[^1].Time.First + question.Apart))
                continue;

            var free = candidates.Select(need => need.Where(one => one.Starts.Has(start)).Select(one => one.Resource).ToList()).ToList();
            if (Choose(free, []) is { } chosen)
                answers.Add(new(new(start, start + question.Length), chosen));
        }

        return answers;
    }

    /// <summary>From where this resource is open for the whole length and unclaimed until its turnaround is over.</summary>
    private static SliceSet Starts(FreeTimeQuestion question, FreeTimeNeed need, FreeTimeResource resource)
    {
        var reach = question.Window with { AfterLast = question.Window.AfterLast + need.Turnaround };
        var unclaimed = Unclaimed(resource, need.Units, reach).StartsOf(question.Length + need.Turnaround);
        var open = Open(resource, question.Window).StartsOf(question.Length);
        return open.And(unclaimed.CutTo(question.Window.Length));
    }

    private static SliceSet Open(FreeTimeResource resource, SliceRange window) => SliceSet.Of(window, resource.Open ?? [window]);

    private static SliceSet Unclaimed(FreeTimeResource resource, int units, SliceRange window) =>
        SliceSet.CoveredLessThan(resource.Quantity - units + 1, window, resource.Busy);

    /// <summary>One resource for each need and none for two, the first in the lists preferred; null when it cannot be done.</summary>
    private static List<FreeTimeResource>? Choose(List<List<FreeTimeResource>> free, List<FreeTimeResource> chosen)
    {
        if (chosen.Count == free.Count)
            return chosen;
        foreach (var resource in free[chosen.Count])
        {
            var isTaken = chosen.Exists(other => (other.Kind, other.Id) == (resource.Kind, resource.Id));
            if (!isTaken && Choose(free, [.. chosen, resource]) is { } complete)
                return complete;
        }

        return null;
    }

    private static int RoundUp(int slice, int step) => slice + ((((-slice) % step) + step) % step);
}
