using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Data;

/// <summary>The rows that every practice starts with: roles, permissions and what the roles may do, cancellation reasons, the client type "Inactive", the shipped instruments.</summary>
public sealed class BaseData(CrmDbContext db, IClock clock)
{
    private static readonly (string Name, bool MayBeCharged)[] Reasons =
        [("Illness", false), ("Changed plans", true), ("Transport", true), ("Weather", false), ("Therapist unavailable", false), ("Other", true)];

    private static readonly (string Name, bool IsClinical)[] Categories =
    [
        ("Consent", false), ("Referral", false), ("Identification", false), ("Insurance and funding", false), ("Correspondence", false), ("Practice papers", false),
        ("Clinical report", true), ("Assessment", true), ("Treatment plan", true), ("Medical letter", true),
    ];

    /// <summary>Adds what is missing, and nothing that the practice has changed or removed since.</summary>
    public async Task EnsureAsync(CancellationToken cancel = default)
    {
        db.ActFor(Actor.Application(clock.GetCurrentInstant()));
        if (!await db.PracticeSettings.AnyAsync(s => s.Key == AccessStamp.Key, cancel)) AddFirstRows();
        var known = await db.PermissionTypes.Select(p => p.Id).ToListAsync(cancel);
        foreach (var row in RoleDefaults.All.Where(r => !known.Contains((long)r.Permission))) AddPermission(row.Permission, row.Category, row.Description);
        if (!await db.DocumentCategories.AnyAsync(cancel))
            db.DocumentCategories.AddRange(Categories.Select(c => new DocumentCategory { Name = c.Name, IsClinical = c.IsClinical }));
        if (!await db.ClientTypes.AnyAsync(t => t.IsBuiltIn, cancel)) db.ClientTypes.Add(new ClientType { Name = "Inactive", Colour = 9, IsBuiltIn = true });
        await ShippedInstruments.EnsureAsync(db, cancel);
        if (db.ChangeTracker.HasChanges()) await db.SaveChangesAsync(cancel);
        await FoldAsync(db.Clients.Where(c => c.SortName == ""), c => c.Fold(), cancel);
        await FoldAsync(db.Learners.Where(l => l.SearchText == ""), l => l.Fold(), cancel);
    }

    // Rows from before there was a folded column.
    private async Task FoldAsync<T>(IQueryable<T> unfolded, Action<T> fold, CancellationToken cancel) where T : class
    {
        while (await unfolded.Take(1_000).ToListAsync(cancel) is { Count: > 0 } some)
        {
            some.ForEach(fold);
            await db.SaveChangesAsync(cancel);
            db.ChangeTracker.Clear();
        }
    }

    private void AddFirstRows()
    {
        db.PracticeSettings.Add(new PracticeSetting { Key = AccessStamp.Key, Value = "0", UpdatedAt = clock.GetCurrentInstant() });
        foreach (var role in Enum.GetValues<UserRole>())
            db.Roles.Add(new StaffRole { Name = StoredText.Of(role), NormalizedName = StoredText.Of(role) });
        foreach (var (reason, order) in Reasons.Select((r, i) => (r, i)))
            db.CancellationReasons.Add(new CancellationReason { Name = reason.Name, MayBeCharged = reason.MayBeCharged, DisplayOrder = order });
    }

    private void AddPermission(Permission permission, string category, string description)
    {
        db.PermissionTypes.Add(new PermissionType { Id = (long)permission, Name = StoredText.Of(permission), Category = category, Description = description });
        foreach (var role in Enum.GetValues<UserRole>())
            if (RoleDefaults.For(role, permission) is not Reach.None and var reach)
                db.RolePermissions.Add(new RolePermission { Role = role, PermissionId = permission, Reach = reach });
    }
}
