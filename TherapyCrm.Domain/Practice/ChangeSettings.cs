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
    /// <param name="Seen">What the editor had read, by key; a value that is another by now is not overwritten. Null checks nothing.</param>
    public sealed record Request(IReadOnlyDictionary<string, int> Values, IReadOnlyDictionary<string, int>? Seen = null);

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
        if (request.Values.GetValueOrDefault(Setting.PrivacyContact.Key) is > 0 and var contact && !await db.Users.AnyAsync(u => u.Id == contact && u.IsActive, cancel))
            return Problem.Invalid(Setting.PrivacyContact.Key, "Please choose a person.");
        var stored = await db.PracticeSettings.AsNoTracking().ToDictionaryAsync(s => s.Key, cancel);
        var changed = request.Values.Where(v => Now(v.Key) != v.Value).ToList();
        if (request.Seen is { } seen && changed.Where(v => seen.TryGetValue(v.Key, out var read) && read != Now(v.Key)).Select(v => Stale(v.Key, Now(v.Key))).ToArray() is { Length: > 0 } stale) return stale;
        if (changed.Count == 0) return 0;
        db.Audit(actor, "settings.changed", null, details: string.Join(',', changed.Select(c => c.Key)));
        return await db.InOneSaveAsync(() => WriteAsync(actor, changed, stored, cancel), changed.Count, _ => Task.FromResult<Problem[]>([Stale("", 0)]), cancel);

        int Now(string key) => stored.TryGetValue(key, out var row) ? int.Parse(row.Value, CultureInfo.InvariantCulture) : known[key].StartsAs;
    }

    // Compared in the WHERE as well, so that of two who save at the same instant one is told.
    private async Task WriteAsync(Actor actor, List<KeyValuePair<string, int>> changed, Dictionary<string, PracticeSetting> stored, CancellationToken cancel)
    {
        foreach (var (key, value) in changed)
        {
            var (text, was) = (value.ToString(CultureInfo.InvariantCulture), stored.GetValueOrDefault(key)?.Value);
            if (was is null) db.Add(new PracticeSetting { Key = key, Value = text, UpdatedAt = actor.Now, UpdatedBy = actor.UserId });
            else if (await db.PracticeSettings.Where(s => s.Key == key && s.Value == was)
                .ExecuteUpdateAsync(u => u.SetProperty(s => s.Value, text).SetProperty(s => s.UpdatedAt, actor.Now).SetProperty(s => s.UpdatedBy, actor.UserId), cancel) == 0)
                throw new DbUpdateConcurrencyException();
        }
        await db.RenewStampAsync(cancel);
    }

    private static Problem Stale(string field, int now) => new(field, "Somebody else changed this in the meantime.", now) { Kind = ProblemKind.Stale, Detail = now };
}
