using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Data;

/// <summary>What every change of a stored row asks: is it still what the editor saw, and which fields differ.</summary>
internal static class Editing
{
    /// <summary>The problem of an edit that began before somebody else saved; null when it did not, or nobody says what was seen.</summary>
    public static Problem? StaleSince(this IVersioned row, int? seen) => seen is null || seen == row.Version
        ? null
        : new Problem("", "Somebody else changed this in the meantime.") { Kind = ProblemKind.Stale };

    /// <summary>Names of the fields that differ from the database, as the audit keeps them; empty when none does.</summary>
    public static IReadOnlyList<string> ChangedFields(this CrmDbContext db, object row) => [.. db.Entry(row).Properties
        .Where(p => p.IsModified && p.Metadata.Name != nameof(Clients.Client.ProfileLockedAt) && !Equals(p.OriginalValue, p.CurrentValue))
        .Select(p => CamelCase(p.Metadata.Name))];

    /// <summary>Notes the change for the log and saves it; does nothing when no field differs.</summary>
    /// <param name="also">Names of changed lists, such as working hours.</param>
    public static async Task<Outcome<T>> SaveEditAsync<T>(
        this CrmDbContext db, Access.Actor actor, string action, T row, long? clientId, IEnumerable<string> also,
        Func<CancellationToken, Task<Problem[]>>? explain, CancellationToken cancel) where T : Entity
    {
        string[] changed = [.. db.ChangedFields(row), .. also];
        if (changed.Length == 0) return row;
        db.Entry(row).State = EntityState.Modified;
        db.Audit(actor, action, row, clientId, string.Join(",", changed));
        return await db.SaveAsync(row, explain, cancel);
    }

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
