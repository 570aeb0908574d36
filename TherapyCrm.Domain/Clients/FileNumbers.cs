using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clients;

/// <summary>Hands out file numbers in the practice's format, none twice (domain.md §4).</summary>
public sealed class FileNumbers(CrmDbContext db)
{
    private const string Name = "file_number";
    private const int Longest = 40;

    /// <summary>The practice's format, as it is stored or as every practice begins.</summary>
    public async Task<FileNumberRule> RuleAsync(CancellationToken cancel) =>
        await db.FileNumberRules.AsNoTracking().OrderBy(r => r.Id).FirstOrDefaultAsync(cancel) ?? new FileNumberRule();

    /// <summary>True when whoever opens a file types its number.</summary>
    public async Task<bool> AreTypedAsync(Actor actor, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.EditClients);
        return (await RuleAsync(cancel)).Format == FileNumberFormat.Manual;
    }

    /// <summary>Makes the count, if the practice has none yet; outside of any transaction.</summary>
    public async Task EnsureAsync(CancellationToken cancel)
    {
        if (await db.Counters.AnyAsync(c => c.Name == Name, cancel)) return;
        var counter = db.Counters.Add(new Counter { Name = Name, Next = 1 });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException e) when (CrmDbContext.IsDuplicate(e))
        {
            // another desk made it first
        }
        counter.State = EntityState.Detached;
    }

    /// <summary>The number of a new file; the count's row stays locked until the transaction ends, so no two are the same.</summary>
    /// <param name="typed">What was typed, where the practice types its numbers.</param>
    public async Task<Outcome<string>> TakeAsync(ClientDetails details, string? typed, LocalDate today, CancellationToken cancel)
    {
        await db.Counters.Where(c => c.Name == Name).ExecuteUpdateAsync(u => u.SetProperty(c => c.Next, c => c.Next), cancel);
        var rule = await RuleAsync(cancel);
        if (rule.Format == FileNumberFormat.Manual) return await TypedAsync(typed, cancel);
        if (!string.IsNullOrWhiteSpace(typed)) return Problem.Invalid("fileNumber", "The practice gives file numbers by itself.");
        return rule.Format == FileNumberFormat.DateInitials ? await DatedAsync(details, today, cancel) : await CountedAsync(rule, cancel);
    }

    /// <summary>The number that the next file would get by this format; null where it is typed. Nothing is taken.</summary>
    public async Task<string?> NextAsync(FileNumberRule rule, ClientDetails details, LocalDate today, CancellationToken cancel)
    {
        if (rule.Format == FileNumberFormat.Manual) return null;
        if (rule.Format == FileNumberFormat.DateInitials) return await DatedAsync(details, today, cancel);
        var next = await db.Counters.Where(c => c.Name == Name).Select(c => (long?)c.Next).FirstOrDefaultAsync(cancel) ?? 1;
        while (await IsTakenAsync(rule.Counted(next), cancel)) next++;
        return rule.Counted(next);
    }

    private async Task<Outcome<string>> TypedAsync(string? typed, CancellationToken cancel)
    {
        if (TypedText.Check("fileNumber", typed, Longest, required: true).ToArray() is { Length: > 0 } problems) return problems;
        var number = TypedText.Kept(typed)!;
        return await IsTakenAsync(number, cancel) ? Problem.Conflict("fileNumber", "Another file has that number.") : number;
    }

    private async Task<string> CountedAsync(FileNumberRule rule, CancellationToken cancel)
    {
        while (true)
        {
            await db.Counters.Where(c => c.Name == Name).ExecuteUpdateAsync(u => u.SetProperty(c => c.Next, c => c.Next + 1), cancel);
            var number = rule.Counted(await db.Counters.Where(c => c.Name == Name).Select(c => c.Next - 1).SingleAsync(cancel));
            if (!await IsTakenAsync(number, cancel)) return number;
        }
    }

    private async Task<string> DatedAsync(ClientDetails details, LocalDate today, CancellationToken cancel)
    {
        var wanted = FileNumberRule.Dated(today, details.FirstName, details.MiddleName, details.LastName, new HashSet<string>());
        var taken = await db.Clients.Where(c => c.FileNumber.StartsWith(wanted)).Select(c => c.FileNumber).ToListAsync(cancel);
        return FileNumberRule.Dated(today, details.FirstName, details.MiddleName, details.LastName, taken.ToHashSet(StringComparer.OrdinalIgnoreCase));
    }

    // Small letters count as capital ones on both databases.
    private Task<bool> IsTakenAsync(string number, CancellationToken cancel)
    {
        var pattern = number.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal);
        return db.Clients.AnyAsync(c => c.FileNumber == number || EF.Functions.Like(c.FileNumber, pattern, "\\"), cancel);
    }
}
