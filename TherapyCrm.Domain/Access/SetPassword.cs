using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Access;

/// <summary>Gives a person a new password and ends what was open with the old one.</summary>
public sealed class SetPassword(CrmDbContext db, IPasswordHasher<StaffMember> hasher, IClock clock, SignIn signIn) : IOperation
{
    /// <summary>Changes the actor's own password; their other sessions end.</summary>
    public async Task<Outcome<long>> ChangeAsync(Actor actor, string? current, string? wanted, CancellationToken cancel = default)
    {
        var user = await db.Users.FirstOrDefaultAsync(u => u.Id == actor.UserId, cancel) ?? throw new NotFoundException();
        if (!await signIn.IsPasswordAsync(actor, current ?? "", cancel)) return Problem.Invalid("current", "This is not your password.");
        if (await ProblemsAsync(user, "password", wanted, cancel) is { Length: > 0 } problems) return problems;
        if (wanted == current) return Problem.Invalid("password", "Please choose another one than before.");
        await ApplyAsync(actor, user, wanted!, "auth.password_changed", cancel);
        return user.Id;
    }

    /// <summary>Sets the password of the person whom a link was sent to; the link works once.</summary>
    public async Task<Outcome<long>> ByLinkAsync(string? token, string? wanted, string? address, string? userAgent, CancellationToken cancel = default)
    {
        var now = clock.GetCurrentInstant();
        if (await FindAsync(token, cancel) is not { } user) return Problem.Invalid("", "This link is too old or was used before. Please ask for a new one.");
        if (await ProblemsAsync(user, "password", wanted, cancel) is { Length: > 0 } problems) return problems;
        var invited = user.EmailVerificationToken == Tokens.Hash(token!);
        user.EmailConfirmed = true;
        (user.LockoutEnd, user.AccessFailedCount) = (null, 0);
        var by = new Actor { UserId = user.Id, Now = now, Address = address, UserAgent = userAgent };
        await ApplyAsync(by, user, wanted!, invited ? "auth.invitation_accepted" : "auth.password_reset", cancel);
        return user.Id;
    }

    /// <summary>Whether a link still works, and for whom: the first name to greet with.</summary>
    public async Task<string?> GreetingAsync(string? token, CancellationToken cancel = default) => (await FindAsync(token, cancel))?.FirstName;

    private async Task<StaffMember?> FindAsync(string? token, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(token)) return null;
        var (hash, now) = (Tokens.Hash(token), clock.GetCurrentInstant());
        return await db.Users.FirstOrDefaultAsync(u => u.IsActive && !u.AccountLocked
            && ((u.PasswordResetToken == hash && u.PasswordResetExpires > now) || (u.EmailVerificationToken == hash && u.EmailVerificationTokenExpires > now)), cancel);
    }

    private async Task<Problem[]> ProblemsAsync(StaffMember user, string field, string? wanted, CancellationToken cancel)
    {
        var practice = await db.Practices.Select(p => p.Name).FirstOrDefaultAsync(cancel);
        return [.. PasswordRules.Check(field, wanted, user.FirstName, user.LastName, user.Email, practice)];
    }

    private async Task ApplyAsync(Actor by, StaffMember user, string wanted, string action, CancellationToken cancel)
    {
        user.PasswordHash = hasher.HashPassword(user, wanted);
        (user.LastPasswordChange, user.RequirePasswordChange, user.SecurityStamp) = (by.Now, false, Tokens.New());
        (user.PasswordResetToken, user.PasswordResetExpires, user.EmailVerificationToken, user.EmailVerificationTokenExpires) = (null, null, null, null);
        await db.InTransactionAsync(async () =>
        {
            await SessionEnds.OfAsync(db, user.Id, by.Now, but: by.SessionId, cancel);
            db.AuditUser(by, action, user.Id);
            return await db.SaveAsync(true, cancel: cancel);
        }, cancel);
    }
}

/// <summary>Ends every session and token of a person at once.</summary>
internal static class SessionEnds
{
    /// <param name="but">The one session that stays.</param>
    public static async Task OfAsync(CrmDbContext db, long userId, Instant now, long? but, CancellationToken cancel)
    {
        await db.UserSessions.Where(s => s.UserId == userId && s.EndedAt == null && s.Id != but).ExecuteUpdateAsync(u => u.SetProperty(s => s.EndedAt, now), cancel);
        await db.RefreshTokens.Where(t => t.UserId == userId && t.RevokedAt == null).ExecuteUpdateAsync(u => u.SetProperty(t => t.RevokedAt, now), cancel);
    }
}
