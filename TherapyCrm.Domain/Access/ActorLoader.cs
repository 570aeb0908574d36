using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Access;

/// <summary>Looks up what a person may do at this moment; changes count from the next request on.</summary>
public sealed class ActorLoader(CrmDbContext db)
{
    /// <summary>The person with their live capabilities, locations and record rows.</summary>
    public async Task<Actor> LoadAsync(long userId, Instant now, CancellationToken cancel = default)
    {
        var roles = from held in db.UserRoles
                    join role in db.Roles on held.RoleId equals role.Id
                    where held.UserId == userId
                    select role.Name;
        var names = await roles.ToListAsync(cancel);
        var parts = names.ConvertAll(n => Common.StoredText.Parse<UserRole>(n!));
        var byRole = await db.RolePermissions.AsNoTracking().Where(r => parts.Contains(r.Role))
            .Select(r => new { r.PermissionId, r.Reach }).ToListAsync(cancel);
        var own = await db.UserPermissions.AsNoTracking().Where(u => u.UserId == userId && (u.ExpiresAt == null || u.ExpiresAt > now))
            .Select(u => new { u.PermissionId, u.Granted, u.Reach }).ToListAsync(cancel);
        var records = await db.RecordPermissions.Where(r => r.UserId == userId && (r.ExpiresAt == null || r.ExpiresAt > now))
            .Select(r => new { r.PermissionId, r.Granted }).Distinct().ToListAsync(cancel);
        return new Actor
        {
            UserId = userId,
            Now = now,
            Locations = await db.StaffLocations.Where(l => l.UserId == userId).Select(l => l.LocationId).ToListAsync(cancel),
            BreaksGlass = await db.BreakGlassAccesses.AnyAsync(b => b.UserId == userId && b.EndedAt == null && b.ExpiresAt > now, cancel),
            Reaches = byRole.Select(r => (r.PermissionId, r.Reach))
                .Concat(own.Where(u => u.Granted).Select(u => (u.PermissionId, Reach: u.Reach ?? Reach.Assigned)))
                .GroupBy(r => r.PermissionId).ToDictionary(g => g.Key, g => g.Max(r => r.Reach)),
            Denied = own.Where(u => !u.Granted).Select(u => u.PermissionId).ToHashSet(),
            GrantedOnRecords = records.Where(r => r.Granted).Select(r => r.PermissionId).ToHashSet(),
            DeniedOnRecords = records.Where(r => !r.Granted).Select(r => r.PermissionId).ToHashSet(),
        };
    }
}
