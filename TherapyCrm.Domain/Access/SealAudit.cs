using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Access;

/// <summary>Seals the log's lines that are not sealed yet, in the database and in a file outside it (access.md §2).</summary>
public sealed class SealAudit(CrmDbContext db, KeyFolder keys, SealFiles files) : IOperation
{
    /// <summary>Lines younger than this wait, so that none with a smaller number is still to be committed.</summary>
    public static readonly Duration Quiet = Duration.FromMinutes(2);
    private const int LargestSeal = 1000;

    /// <returns>How many lines were sealed.</returns>
    public async Task<int> RunAsync(Actor actor, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewAudit);
        var (sealedLines, key) = (0, keys.Key("audit-seal"));
        while (await NextAsync(actor.Now - Quiet, cancel) is { Lines.Count: > 0 } next)
        {
            var hashes = next.Lines.ConvertAll(l => SealForm.OfLine(key, l));
            var seal = new AuditSeal
            {
                FirstEntryId = next.Lines[0].Id, LastEntryId = next.Lines[^1].Id, EntryCount = hashes.Count, SealedAt = actor.Now, KeyId = KeyFolder.IdOf(key),
                Hash = SealForm.OfSeal(key, next.Before, next.Lines[0].Id, next.Lines[^1].Id, hashes),
            };
            files.Append(new(seal.FirstEntryId, seal.LastEntryId, seal.EntryCount, InstantPattern.General.Format(seal.SealedAt), seal.KeyId, seal.Hash,
                hashes.ConvertAll(h => Convert.ToHexStringLower(h)[..32])));
            db.AuditSeals.Add(seal);
            await db.SaveChangesAsync(cancel);
            sealedLines += hashes.Count;
        }
        return sealedLines;
    }

    private async Task<(string? Before, List<AuditEntry> Lines)> NextAsync(Instant before, CancellationToken cancel)
    {
        var last = await db.AuditSeals.AsNoTracking().OrderByDescending(s => s.Id).Select(s => new { s.LastEntryId, s.Hash }).FirstOrDefaultAsync(cancel);
        var from = last?.LastEntryId ?? 0;
        var young = await db.AuditEntries.Where(e => e.Id > from && e.At >= before).OrderBy(e => e.Id).Select(e => (long?)e.Id).FirstOrDefaultAsync(cancel) ?? long.MaxValue;
        return (last?.Hash, await db.AuditEntries.AsNoTracking().Where(e => e.Id > from && e.Id < young).OrderBy(e => e.Id).Take(LargestSeal).ToListAsync(cancel));
    }
}
