using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Access;

/// <summary>What a person may do, and until when that answer holds if nobody changes anything.</summary>
/// <param name="ValidUntil">The next expiry among its rows; null when none expires.</param>
public sealed record LoadedActor(Actor Actor, Instant? ValidUntil);

/// <summary>Looks up what a person may do at this moment; changes count from the next request on.</summary>
public sealed class ActorLoader(CrmDbContext db, SecondFactorRule secondFactor)
{
    /// <summary>The person with their live capabilities, locations and record rows.</summary>
    public async Task<Actor> LoadAsync(long userId, Instant now, CancellationToken cancel = default) =>
        (await LoadUntilAsync(userId, now, cancel)).Actor;

    /// <summary>The same, with the moment at which one of the rows expires.</summary>
    public async Task<LoadedActor> LoadUntilAsync(long userId, Instant now, CancellationToken cancel = default)
    {
        var roles = from held in db.UserRoles
                    join role in db.Roles on held.RoleId equals role.Id
                    where held.UserId == userId
                    select role.Name;
        var parts = (await roles.ToListAsync(cancel)).ConvertAll(n => StoredText.Parse<UserRole>(n!));
        var byRole = await db.RolePermissions.AsNoTracking().Where(r => parts.Contains(r.Role))
            .Select(r => new { r.PermissionId, r.Reach }).ToListAsync(cancel);
        var own = await db.UserPermissions.AsNoTracking().Where(u => u.UserId == userId && (u.ExpiresAt == null || u.ExpiresAt > now))
            .Select(u => new { u.PermissionId, u.Granted, u.Reach, u.ExpiresAt }).ToListAsync(cancel);
        var records = await db.RecordPermissions.Where(r => r.UserId == userId && (r.ExpiresAt == null || r.ExpiresAt > now))
            .Select(r => new { r.PermissionId, r.Granted, r.ExpiresAt }).Distinct().ToListAsync(cancel);
        var emergencies = await db.BreakGlassAccesses.Where(b => b.UserId == userId && b.EndedAt == null && b.ExpiresAt > now)
            .Select(b => b.ExpiresAt).ToListAsync(cancel);
        var reaches = byRole.Select(r => (r.PermissionId, r.Reach))
            .Concat(own.Where(u => u.Granted).Select(u => (u.PermissionId, Reach: u.Reach ?? Reach.Assigned))).ToLookup(r => r.PermissionId, r => r.Reach);
        return new(new Actor
        {
            UserId = userId,
            Now = now,
            Locations = await db.StaffLocations.Where(l => l.UserId == userId).Select(l => l.LocationId).ToListAsync(cancel),
            BreaksGlass = emergencies.Count > 0,
            IsToldOfEmergency = await db.BreakGlassNotices.AnyAsync(n => n.UserId == userId && n.SeenAt == null, cancel),
            NeedsSecondFactor = await secondFactor.AsksAsync(userId, parts, cancel),
            Reaches = reaches.ToDictionary(g => g.Key, g => g.Max()),
            AlsoAssigned = reaches.Where(g => g.Max() == Reach.Location && g.Contains(Reach.Assigned)).Select(g => g.Key).ToHashSet(),
            Denied = own.Where(u => !u.Granted).Select(u => u.PermissionId).ToHashSet(),
            GrantedOnRecords = records.Where(r => r.Granted).Select(r => r.PermissionId).ToHashSet(),
            DeniedOnRecords = records.Where(r => !r.Granted).Select(r => r.PermissionId).ToHashSet(),
        }, own.Select(u => u.ExpiresAt).Concat(records.Select(r => r.ExpiresAt)).Concat(emergencies.Select(e => (Instant?)e)).Min());
    }
}
