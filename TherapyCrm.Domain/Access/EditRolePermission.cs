using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Access;

/// <summary>Changes what everybody of a role may do.</summary>
public sealed class EditRolePermission(CrmDbContext db) : IOperation
{
    /// <summary>Sets how far a capability of a role goes; None takes it away. Nobody gives a role more than they hold themselves, except what it began with.</summary>
    public async Task<Outcome<bool>> RunAsync(Actor actor, UserRole role, Permission permission, Reach reach, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManagePermissions);
        if (!Enum.IsDefined(role) || !Enum.IsDefined(permission) || !Enum.IsDefined(reach)) return Problem.Invalid("reach", "Please choose a permission.");
        var row = await db.RolePermissions.FirstOrDefaultAsync(r => r.Role == role && r.PermissionId == permission, cancel);
        var before = row?.Reach ?? Reach.None;
        if (before == reach) return true;
        if (reach > before && reach > actor.ReachOf(permission) && reach > RoleDefaults.For(role, permission)) throw new ForbiddenException();
        if (reach == Reach.None) db.RolePermissions.Remove(row!);
        else if (row is null) db.RolePermissions.Add(new RolePermission { Role = role, PermissionId = permission, Reach = reach });
        else row.Reach = reach;
        db.Audit(actor, "permission.role_changed", null, details: $"{StoredText.Of(role)} {StoredText.Of(permission)} {StoredText.Of(before)} to {StoredText.Of(reach)}");
        return await db.SaveKeepingManagerAsync(true, actor, cancel);
    }

    /// <summary>What every role may do.</summary>
    public async Task<IReadOnlyDictionary<(UserRole Role, Permission Permission), Reach>> AllAsync(Actor actor, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManagePermissions);
        return await db.RolePermissions.AsNoTracking().ToDictionaryAsync(r => (r.Role, r.PermissionId), r => r.Reach, cancel);
    }
}
