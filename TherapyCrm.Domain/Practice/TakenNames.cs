using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Practice;

/// <summary>Keeps the practice's own words apart: two things in one list do not bear the same name.</summary>
internal static class TakenNames
{
    /// <summary>The problem at the name when another of the list reads the same.</summary>
    public static async Task<Problem?> TakenNameAsync(this IQueryable<string> others, string name, CancellationToken cancel)
    {
        var folded = Folded.Text(name);
        return (await others.ToListAsync(cancel)).Exists(other => Folded.Text(other) == folded)
            ? Problem.Conflict("name", "There is already one of that name.")
            : null;
    }
}
