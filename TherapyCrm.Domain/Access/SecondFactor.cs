using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Access;

/// <summary>One-time codes of a person's authenticator app, and the recovery codes for the day it is lost.</summary>
public sealed class SecondFactor(CrmDbContext db, IClock clock, SecretBox secrets)
{
    internal const string Provider = "TherapyCrm", SecretName = "totp", RecoveryName = "recovery";

    /// <summary>True when the code is right and was not used before; it is used up by asking.</summary>
    public async Task<bool> AcceptsAsync(long userId, string code, CancellationToken cancel = default)
    {
        var typed = code.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        return typed.Length == Totp.Digits ? await AcceptsCodeAsync(userId, typed, cancel) : await AcceptsRecoveryAsync(userId, typed, cancel);
    }

    private async Task<bool> AcceptsCodeAsync(long userId, string code, CancellationToken cancel)
    {
        var kept = await TokenAsync(userId, SecretName, cancel);
        if (kept is null || Totp.StepOf(secrets.Open(kept, Purpose(userId)), code, clock.GetCurrentInstant()) is not { } step) return false;
        return await db.Users.Where(u => u.Id == userId && (u.LastTotpStep == null || u.LastTotpStep < step))
            .ExecuteUpdateAsync(s => s.SetProperty(u => u.LastTotpStep, step), cancel) == 1;
    }

    private async Task<bool> AcceptsRecoveryAsync(long userId, string code, CancellationToken cancel)
    {
        var (kept, hash) = (await TokenAsync(userId, RecoveryName, cancel), Tokens.Hash(code.ToUpperInvariant()));
        if (kept?.Split(' ') is not { } left || !left.Contains(hash)) return false;
        var without = string.Join(' ', left.Where(h => h != hash));
        return await db.UserTokens.Where(t => t.UserId == userId && t.LoginProvider == Provider && t.Name == RecoveryName && t.Value == kept)
            .ExecuteUpdateAsync(s => s.SetProperty(t => t.Value, without), cancel) == 1;
    }

    /// <summary>What the secret is sealed for, so that it opens for no other person's row.</summary>
    internal static string Purpose(long userId) => $"user_tokens/{userId}/{SecretName}";

    private Task<string?> TokenAsync(long userId, string name, CancellationToken cancel) => db.UserTokens
        .Where(t => t.UserId == userId && t.LoginProvider == Provider && t.Name == name).Select(t => t.Value).FirstOrDefaultAsync(cancel);
}
