using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Practice;

/// <summary>Changes choices of the practice, such as the notice window.</summary>
public sealed class ChangeSettings(CrmDbContext db) : IOperation
{
    /// <summary>New values by the setting's key; what is not named stays.</summary>
    public sealed record Request(IReadOnlyDictionary<string, int> Values);

    /// <returns>How many changed; or what is wrong, at the setting's key.</returns>
    public async Task<Outcome<int>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManagePractice);
        var known = Setting.All.ToDictionary(s => s.Key);
        var problems = request.Values.Where(v => !known.TryGetValue(v.Key, out var s) || v.Value < s.Least || v.Value > s.Most)
            .Select(v => known.TryGetValue(v.Key, out var s)
                ? Problem.Invalid(v.Key, "Please write a number from {0} to {1}.", s.Least, s.Most)
                : Problem.Invalid(v.Key, "There is no such setting.")).ToArray();
        if (problems.Length > 0) return problems;
        var stored = await db.PracticeSettings.ToDictionaryAsync(s => s.Key, cancel);
        var changed = request.Values.Where(v => Now(v.Key) != v.Value).ToList();
        foreach (var (key, value) in changed)
        {
            if (!stored.TryGetValue(key, out var row)) db.Add(row = new PracticeSetting { Key = key, Value = "" });
            (row.Value, row.UpdatedAt, row.UpdatedBy) = (value.ToString(CultureInfo.InvariantCulture), actor.Now, actor.UserId);
        }
        if (changed.Count == 0) return 0;
        db.Audit(actor, "settings.changed", null, details: string.Join(',', changed.Select(c => c.Key)));
        return await db.SaveAsync(changed.Count, cancel: cancel);

        int Now(string key) => stored.TryGetValue(key, out var row) ? int.Parse(row.Value, CultureInfo.InvariantCulture) : known[key].StartsAs;
    }
}
