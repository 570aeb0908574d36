using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clients;

/// <summary>Hands out file numbers: a running count padded to four digits, taken numbers skipped (domain.md §4).</summary>
public sealed class FileNumbers(CrmDbContext db)
{
    private const string Name = "file_number";

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

    /// <summary>The next free number; the count's row stays locked until the transaction ends, so no two are the same.</summary>
    public async Task<string> TakeAsync(CancellationToken cancel)
    {
        while (true)
        {
            await db.Counters.Where(c => c.Name == Name).ExecuteUpdateAsync(u => u.SetProperty(c => c.Next, c => c.Next + 1), cancel);
            var taken = await db.Counters.Where(c => c.Name == Name).Select(c => c.Next - 1).SingleAsync(cancel);
            var number = taken.ToString("0000", CultureInfo.InvariantCulture);
            if (!await db.Clients.AnyAsync(c => c.FileNumber == number, cancel)) return number;
        }
    }
}
