using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Access;

/// <summary>Lets one person do more than their roles say, or forbids them what their roles allow.</summary>
public sealed class GrantUserPermission(CrmDbContext db) : IOperation
{
    /// <summary>Who, what, how far and until when.</summary>
    public sealed record Request
    {
        public required long UserId { get; init; }
        public required Permission Permission { get; init; }

        /// <summary>False forbids, whatever else allows.</summary>
        public required bool Granted { get; init; }

        /// <summary>Of a grant; null means assigned clients only.</summary>
        public Reach? Reach { get; init; }

        /// <summary>Null for ever.</summary>
        public Instant? ExpiresAt { get; init; }
    }

    /// <summary>Replaces what was said about the same capability before.</summary>
    public async Task<Outcome<UserPermission>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        var reach = request.Reach is null or Reach.None ? Reach.Assigned : request.Reach.Value;
        if (request.Granted) actor.MustBeAbleToGrant(request.UserId, request.Permission, reach);
        else actor.MustHaveOver(request.UserId);
        if (!Enum.IsDefined(request.Permission)) return Problem.Invalid("permission", "Please choose a permission.");
        if (request.ExpiresAt <= actor.Now) return Problem.Invalid("expiresAt", "Please choose a day to come.");
        if (!await db.Users.AnyAsync(u => u.Id == request.UserId, cancel)) throw new NotFoundException();
        var before = await db.UserPermissions.Where(p => p.UserId == request.UserId && p.PermissionId == request.Permission).ToListAsync(cancel);
        if (request.Granted && before.Exists(p => !p.Granted)) actor.MustBeAbleToGrant(request.UserId, request.Permission, Reach.Assigned);
        db.UserPermissions.RemoveRange(before);
        var row = new UserPermission
        {
            UserId = request.UserId, PermissionId = request.Permission, Granted = request.Granted, Reach = request.Granted ? reach : null,
            GrantedBy = actor.UserId, GrantedAt = actor.Now, ExpiresAt = request.ExpiresAt,
        };
        db.UserPermissions.Add(row);
        db.AuditUser(actor, request.Granted ? "permission.granted" : "permission.denied", request.UserId, $"{StoredText.Of(request.Permission)} {(request.Granted ? StoredText.Of(reach) : "")}".TrimEnd());
        return await db.SaveKeepingManagerAsync(row, actor, cancel);
    }

    /// <summary>Takes a grant or a deny away; the roles decide again.</summary>
    public async Task<Outcome<bool>> RevokeAsync(Actor actor, long userId, long rowId, CancellationToken cancel = default)
    {
        actor.MustHaveOver(userId);
        var row = await db.UserPermissions.FirstOrDefaultAsync(p => p.Id == rowId && p.UserId == userId, cancel) ?? throw new NotFoundException();
        if (!row.Granted) actor.MustBeAbleToGrant(userId, row.PermissionId, Reach.Assigned);
        db.UserPermissions.Remove(row);
        db.AuditUser(actor, "permission.revoked", userId, StoredText.Of(row.PermissionId));
        return await db.SaveKeepingManagerAsync(true, actor, cancel);
    }
}
