using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Data;

/// <summary>What happens to every row on its way into the database: stamps, versions, folded search text.</summary>
public abstract partial class CrmDbContext
{
    private Actor? actor;

    private void ApplySaveRules()
    {
        var now = actor?.Now ?? SystemClock.Instance.GetCurrentInstant();
        foreach (var entry in ChangeTracker.Entries())
        {
            if (entry.Entity is AuditEntry or AuditSeal && entry.State is EntityState.Modified or EntityState.Deleted)
                throw new InvalidOperationException("The audit log is append-only.");
            if (entry.State is not (EntityState.Added or EntityState.Modified)) continue;
            if (actor is not null && entry.Entity is Client changed && entry.State == EntityState.Modified) MustBeKept(entry, changed);
            if (entry.Entity is Client client) client.Fold();
            if (entry.Entity is Learner learner) learner.Fold();
            if (entry.Entity is Documents.Document document) document.Fold();
            Stamp(entry, now);
            if (entry.Entity is IVersioned && entry.State == EntityState.Modified)
                entry.Property(nameof(IVersioned.Version)).CurrentValue = (int)entry.Property(nameof(IVersioned.Version)).OriginalValue! + 1;
        }
    }

    // No path changes a profile without its history (domain.md §4).
    private void MustBeKept(EntityEntry entry, Client client)
    {
        if (entry.Properties.Any(p => p.IsModified && !ProfileHistory.IsSilent(p.Metadata.Name) && !Equals(p.OriginalValue, p.CurrentValue))
            && !ChangeTracker.Entries<ClientRevision>().Any(r => r.State == EntityState.Added && r.Entity.ClientId == client.Id))
            throw new InvalidOperationException("A client's profile is changed with its history only.");
    }

    private void Stamp(EntityEntry entry, Instant now)
    {
        var isNew = entry.State == EntityState.Added;
        if (entry.Entity is IStamped)
        {
            entry.Property(nameof(IStamped.UpdatedAt)).CurrentValue = now;
            entry.Property(nameof(IStamped.UpdatedBy)).CurrentValue = actor?.UserId;
            if (!isNew) return;
            entry.Property(nameof(IStamped.CreatedAt)).CurrentValue = now;
            entry.Property(nameof(IStamped.CreatedBy)).CurrentValue = actor?.UserId;
        }
        else if (isNew && entry.Metadata.FindProperty(nameof(IStamped.CreatedAt))?.ClrType == typeof(Instant))
            entry.Property(nameof(IStamped.CreatedAt)).CurrentValue = now;
    }

    /// <inheritdoc/>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        ApplySaveRules();
        return await SaveWithStampAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <inheritdoc/>
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        ApplySaveRules();
        if (ChangesAccess()) throw new InvalidOperationException("Changes of access are saved asynchronously.");
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }
}
