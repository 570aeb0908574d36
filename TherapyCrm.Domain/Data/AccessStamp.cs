using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Data;

/// <summary>
/// One row that changes in the same transaction as anything that decides who may do what, or how the practice is laid out, so that every node
/// notices with its next request and may remember both until then.
/// </summary>
public static class AccessStamp
{
    /// <summary>Its key among the practice's settings.</summary>
    public const string Key = "access_stamp";

    internal static bool Decides(object entity) => entity is RolePermission or UserPermission or RecordPermission or BreakGlassAccess or BreakGlassNotice
        or IdentityUserRole<long> or StaffLocation or Location or LocationHours or Closure or Room or RoomKind or PracticeDetails or PracticeSetting { Key: not Key };
}

public abstract partial class CrmDbContext
{
    private bool ChangesAccess() => ChangeTracker.Entries().Any(e =>
        e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && AccessStamp.Decides(e.Entity));

    private async Task<int> SaveWithStampAsync(bool accept, CancellationToken cancel)
    {
        if (!ChangesAccess()) return await base.SaveChangesAsync(accept, cancel);
        return await InTransactionAsync(async () =>
        {
            var saved = await base.SaveChangesAsync(accept, cancel);
            await RenewStampAsync(cancel);
            return saved;
        }, cancel);
    }

    /// <summary>To be called beside a bulk change of permissions, roles or locations, which the change tracker does not see.</summary>
    public Task RenewStampAsync(CancellationToken cancel = default)
    {
        var value = Guid.NewGuid().ToString("N");
        return PracticeSettings.Where(s => s.Key == AccessStamp.Key).ExecuteUpdateAsync(u => u.SetProperty(s => s.Value, value), cancel);
    }
}
