using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Access;

/// <summary>Turns a person's one-time codes on and off.</summary>
public sealed class SetSecondFactor(CrmDbContext db, SecretBox secrets, SignIn signIn) : IOperation
{
    /// <summary>Turns it on, once the app has shown that it has the secret.</summary>
    /// <returns>Ten recovery codes, shown this once.</returns>
    public async Task<Outcome<IReadOnlyList<string>>> TurnOnAsync(Actor actor, byte[] secret, string? code, CancellationToken cancel = default)
    {
        var typed = (code ?? "").Replace(" ", "", StringComparison.Ordinal);
        if (Totp.StepOf(secret, typed, actor.Now) is not { } step) return Problem.Invalid("code", "This code is not right. Please look whether the clock of your phone is right, and type the next one.");
        var user = await db.Users.FirstOrDefaultAsync(u => u.Id == actor.UserId, cancel) ?? throw new NotFoundException();
        var recovery = Enumerable.Range(0, 10).Select(_ => Recovery()).ToList();
        await ForgetAsync(user.Id, cancel);
        Keep(user.Id, SecondFactor.SecretName, secrets.Seal(secret, SecondFactor.Purpose(user.Id)));
        Keep(user.Id, SecondFactor.RecoveryName, string.Join(' ', recovery.Select(r => Tokens.Hash(r.Replace("-", "", StringComparison.Ordinal)))));
        (user.TwoFactorEnabled, user.LastTotpStep) = (true, step);
        db.AuditUser(actor, "auth.second_factor_on", user.Id);
        var saved = await db.SaveAsync(user, cancel: cancel);
        return saved.Succeeded ? recovery : Outcome<IReadOnlyList<string>>.Failed(saved.Problems);
    }

    /// <summary>Turns one's own off.</summary>
    public async Task<Outcome<bool>> TurnOffAsync(Actor actor, string? password, CancellationToken cancel = default)
    {
        if (!await signIn.IsPasswordAsync(actor, password ?? "", cancel)) return Problem.Invalid("password", "This is not your password.");
        return await OffAsync(actor, actor.UserId!.Value, cancel);
    }

    /// <summary>Turns another's off, whose phone or computer is lost; the passkeys go as well.</summary>
    public async Task<Outcome<bool>> TurnOffForAsync(Actor actor, long userId, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManageUsers);
        return userId == actor.UserId ? throw new ForbiddenException() : await db.InTransactionAsync(async () =>
        {
            await db.UserPasskeys.Where(p => p.UserId == userId).ExecuteDeleteAsync(cancel);
            return await OffAsync(actor, userId, cancel);
        }, cancel);
    }

    private async Task<Outcome<bool>> OffAsync(Actor actor, long userId, CancellationToken cancel)
    {
        var user = await db.Users.FirstOrDefaultAsync(u => u.Id == userId, cancel) ?? throw new NotFoundException();
        await ForgetAsync(userId, cancel);
        user.TwoFactorEnabled = false;
        db.AuditUser(actor, "auth.second_factor_off", userId);
        return await db.SaveAsync(true, cancel: cancel);
    }

    private async Task ForgetAsync(long userId, CancellationToken cancel) =>
        db.UserTokens.RemoveRange(await db.UserTokens.Where(t => t.UserId == userId && t.LoginProvider == SecondFactor.Provider).ToListAsync(cancel));

    private void Keep(long userId, string name, string value) => db.UserTokens.Add(new IdentityUserToken<long> { UserId = userId, LoginProvider = SecondFactor.Provider, Name = name, Value = value });

    // 50 bits, in letters and digits that are not mistaken for one another.
    private static string Recovery()
    {
        var text = RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", 10);
        return $"{text[..5]}-{text[5..]}";
    }
}
