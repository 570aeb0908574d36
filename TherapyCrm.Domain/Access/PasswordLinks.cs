using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Access;

/// <summary>Makes the links with which people set their password: random, kept hashed, used once.</summary>
public sealed class PasswordLinks(CrmDbContext db, IClock clock, ILookupNormalizer normalizer) : IOperation
{
    /// <summary>How long a link for a forgotten password works (access.md §3).</summary>
    public static readonly Duration ResetLasts = Duration.FromMinutes(30);

    /// <summary>How long an invitation works: over a long weekend.</summary>
    public static readonly Duration InvitationLasts = Duration.FromDays(4);

    /// <summary>A link for somebody who says they forgot their password; null, and no sign of it, when there is nobody of that address.</summary>
    public async Task<(string Email, string Token)?> ForForgottenAsync(string? email, string? address, string? userAgent, CancellationToken cancel = default)
    {
        var by = new Actor { UserId = null, Now = clock.GetCurrentInstant(), Address = address, UserAgent = userAgent };
        var normalized = normalizer.NormalizeEmail(TypedText.Comparable((email ?? "").Trim()));
        var user = await db.Users.FirstOrDefaultAsync(u => u.NormalizedEmail == normalized && u.IsActive && !u.AccountLocked && u.PasswordHash != null, cancel);
        return user is null ? null : (user.Email!, await ResetAsync(by, user, cancel));
    }

    /// <summary>A link that an administrator hands to a person: to set the first password, or a new one.</summary>
    public async Task<string> ForPersonAsync(Actor actor, long userId, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManageUsers);
        var user = await db.Users.FirstOrDefaultAsync(u => u.Id == userId && u.IsActive, cancel) ?? throw new NotFoundException();
        return user.PasswordHash is null ? await InviteAsync(actor, user, cancel) : await ResetAsync(actor, user, cancel);
    }

    private async Task<string> ResetAsync(Actor by, StaffMember user, CancellationToken cancel)
    {
        var token = Tokens.New();
        (user.PasswordResetToken, user.PasswordResetExpires) = (Tokens.Hash(token), by.Now + ResetLasts);
        db.AuditUser(by, "auth.reset_asked", user.Id);
        await db.SaveAsync(true, cancel: cancel);
        return token;
    }

    private async Task<string> InviteAsync(Actor by, StaffMember user, CancellationToken cancel)
    {
        var token = Tokens.New();
        (user.EmailVerificationToken, user.EmailVerificationTokenExpires) = (Tokens.Hash(token), by.Now + InvitationLasts);
        db.AuditUser(by, "auth.invited", user.Id);
        await db.SaveAsync(true, cancel: cancel);
        return token;
    }
}
