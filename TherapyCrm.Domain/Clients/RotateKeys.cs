using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clients;

/// <summary>Makes the next wrapping key and wraps every client's key with it, in small transactions, while the program serves; stopped at any moment, it goes on where it was (access.md §3).</summary>
public sealed class RotateKeys(CrmDbContext db, RecordKeyRing ring, ClientKeys keys) : IOperation
{
    /// <summary>Keys in one transaction.</summary>
    public const int Batch = 100;

    /// <summary>What was done.</summary>
    /// <param name="KeyId">Names the wrapping key that is used from now on.</param>
    /// <param name="Rewrapped">How many clients' keys this run wrapped anew.</param>
    /// <param name="WentOn">True when an earlier run had been stopped.</param>
    public sealed record Done(string KeyId, int Rewrapped, bool WentOn);

    /// <param name="afterBatch">Called with how many are done after each transaction; what it throws stops the run there.</param>
    /// <exception cref="RecordKeyMissingException">A wrapping key in use is not in the folder; nothing was touched.</exception>
    public async Task<Done> RunAsync(Actor actor, Action<int>? afterBatch = null, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManagePractice);
        var used = await db.ClientKeys.Where(k => k.DestroyedAt == null).Select(k => k.KekId).Distinct().ToListAsync(cancel);
        if (used.Exists(id => ring.Find(id) is null)) throw new RecordKeyMissingException();
        // With a newest key that not all are wrapped with, an earlier run was stopped: no other is made.
        var newest = ring.Newest();
        var wentOn = newest is not null && used.Exists(id => id != newest.Id);
        var with = wentOn ? newest! : ring.Add();
        var rewrapped = 0;
        for (int some; (some = await BatchAsync(actor, with, cancel)) > 0;)
        {
            rewrapped += some;
            afterBatch?.Invoke(rewrapped);
        }
        return new(with.Id, rewrapped, wentOn);
    }

    private Task<int> BatchAsync(Actor actor, RecordKeyRing.Wrapping with, CancellationToken cancel) => db.InTransactionAsync(async () =>
    {
        var rows = await db.ClientKeys.AsNoTracking().Where(k => k.KekId != with.Id && k.DestroyedAt == null && k.WrappedKey != null).OrderBy(k => k.Id).Take(Batch).ToListAsync(cancel);
        foreach (var row in rows)
        {
            var before = row.KekId;
            keys.Rewrap(row, with);
            // A key destroyed in between stays destroyed.
            await db.ClientKeys.Where(k => k.Id == row.Id && k.KekId == before && k.DestroyedAt == null)
                .ExecuteUpdateAsync(u => u.SetProperty(k => k.KekId, row.KekId).SetProperty(k => k.WrappedKey, row.WrappedKey), cancel);
        }
        if (rows.Count > 0) db.AuditEntries.Add(AuditLog.Line(actor, "keys.rotated", AuditOutcome.Ok, details: FormattableString.Invariant($"{with.Id} {rows.Count}")));
        await db.SaveChangesAsync(cancel);
        return rows.Count;
    }, cancel);
}

/// <summary>Looks whether every client's key can be opened, and whether a rotation was left half way.</summary>
public sealed class KeyHealth(CrmDbContext db, RecordKeyRing ring, SealedSample sample) : IOperation
{
    /// <summary>One English sentence saying what is wrong; null when nothing is.</summary>
    public async Task<string?> ProblemAsync(CancellationToken cancel = default)
    {
        var used = await db.ClientKeys.Where(k => k.DestroyedAt == null).GroupBy(k => k.KekId).Select(g => new { Id = g.Key, Count = g.Count() }).ToListAsync(cancel);
        if (used.Find(u => ring.Find(u.Id) is null) is { } missing) return $"{missing.Count} clients' keys are wrapped with the key {missing.Id}, which is not in the folder. Put the safe copy of the keys there.";
        if (await sample.ProblemAsync(db, cancel) is { } closed) return closed;
        return used.Count > 1 ? $"clients' keys are wrapped with {used.Count} different keys: a rotation was stopped. Run rotate-keys once more." : null;
    }
}
