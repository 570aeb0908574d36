using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Access;

/// <summary>Looks whether the log still is what was sealed, and names the first line that is not.</summary>
public sealed class CheckSeals(CrmDbContext db, KeyFolder keys, SealFiles files)
{
    /// <summary>What was found.</summary>
    /// <param name="Problem">One English sentence for the console; null when all is well.</param>
    public sealed record Answer(int Seals, long Lines, string? Problem);

    /// <summary>Checks every seal from the first on, until one is broken.</summary>
    public async Task<Answer> RunAsync(CancellationToken cancel = default)
    {
        var (key, outside) = (keys.Key("audit-seal"), files.Read());
        var seals = await db.AuditSeals.AsNoTracking().OrderBy(s => s.Id).ToListAsync(cancel);
        var (lines, before) = (0L, (AuditSeal?)null);
        foreach (var seal in seals)
        {
            if (await WrongAsync(key, seal, before, outside.GetValueOrDefault(seal.FirstEntryId), cancel) is { } wrong) return new(seals.Count, lines, wrong);
            (lines, before) = (lines + seal.EntryCount, seal);
        }
        var lost = outside.Values.Where(o => o.First > (before?.LastEntryId ?? 0)).MinBy(o => o.First);
        return new(seals.Count, lines, lost is null ? null : $"The seal over the log lines {lost.First} to {lost.Last} is in the file outside the database, but not in the database.");
    }

    private async Task<string?> WrongAsync(byte[] key, AuditSeal seal, AuditSeal? before, SealLine? outside, CancellationToken cancel)
    {
        if (seal.KeyId != KeyFolder.IdOf(key)) return $"Seal {seal.Id} was made with another key than the one in Keys:Path.";
        if (outside is null) return $"Seal {seal.Id} is in the database, but not in the file outside it.";
        if (outside.Hash != seal.Hash) return $"Seal {seal.Id} differs from its copy in the file outside the database.";
        var from = before?.LastEntryId ?? 0;
        var slipped = await db.AuditEntries.Where(e => e.Id > from && e.Id < seal.FirstEntryId).OrderBy(e => e.Id).Select(e => (long?)e.Id).FirstOrDefaultAsync(cancel);
        if (slipped is { } id) return $"Log line {id} was put in after its neighbours were sealed.";
        var lines = await db.AuditEntries.AsNoTracking().Where(e => e.Id >= seal.FirstEntryId && e.Id <= seal.LastEntryId).OrderBy(e => e.Id).ToListAsync(cancel);
        var hashes = lines.ConvertAll(l => SealForm.OfLine(key, l));
        return SealForm.OfSeal(key, before?.Hash, seal.FirstEntryId, seal.LastEntryId, hashes) == seal.Hash ? null : FirstBad(seal, outside, lines, hashes);
    }

    private static string FirstBad(AuditSeal seal, SealLine outside, List<AuditEntry> lines, List<byte[]> hashes)
    {
        for (var i = 0; i < lines.Count; i++)
            if (i >= outside.Lines.Count || !Convert.ToHexStringLower(hashes[i]).StartsWith(outside.Lines[i], StringComparison.Ordinal))
                return outside.Lines.Count > lines.Count
                    ? $"A log line before line {lines[i].Id} is missing (seal {seal.Id})."
                    : $"Log line {lines[i].Id} is not what was sealed (seal {seal.Id}).";
        return lines.Count < outside.Lines.Count ? $"A log line after line {(lines.Count > 0 ? lines[^1].Id : seal.FirstEntryId)} is missing (seal {seal.Id})." : $"Seal {seal.Id} does not fit the seal before it.";
    }
}
