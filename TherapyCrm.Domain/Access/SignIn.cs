using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Access;

/// <summary>Where a person stands after a step of signing in.</summary>
public enum SignInStep { Refused, CodeNeeded, CodeWrong, PasskeyNeeded, Passed }

/// <summary>Checks who somebody says they are: password, and a one-time code where they use one; too many failures lock the account for a while.</summary>
public sealed class SignIn(CrmDbContext db, IClock clock, IPasswordHasher<StaffMember> hasher, ILookupNormalizer normalizer, SecondFactor secondFactor, SecondFactorRule rule) : IOperation
{
    /// <summary>Failures in a row after which the account locks.</summary>
    public const int MostFailures = 5;

    /// <summary>How long it stays locked.</summary>
    public static readonly Duration LockedFor = Duration.FromMinutes(15);
    private static readonly StaffMember Nobody = new() { FirstName = "", LastName = "" };
    private static readonly Lazy<string> NobodysHash = new(() => new PasswordHasher<StaffMember>().HashPassword(Nobody, Tokens.New()));

    /// <summary>Who, and whether they are through.</summary>
    public sealed record Answer(SignInStep Step, long UserId = 0);

    /// <summary>What was typed, and from where.</summary>
    public sealed record Request
    {
        public required string Email { get; init; }
        public required string Password { get; init; }

        /// <summary>The one-time code or a recovery code, where it is sent together with the password.</summary>
        public string? Code { get; init; }
        public required string? Address { get; init; }
        public required string? UserAgent { get; init; }
    }

    /// <summary>Checks password and, when it came along, the code.</summary>
    public async Task<Answer> RunAsync(Request request, CancellationToken cancel = default)
    {
        var by = Caller(null, request.Address, request.UserAgent);
        var email = normalizer.NormalizeEmail(TypedText.Comparable(request.Email.Trim()));
        var user = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.NormalizedEmail == email, cancel);
        var (may, right) = (await MayTryAsync(user, by.Now, cancel), Verify(user, request.Password)); // both always, so that the time taken tells nothing
        if (!may || !right) return await RefuseAsync(by, user, SignInStep.Refused, cancel);
        if (!user!.TwoFactorEnabled) return await PasskeyMissingAsync(user, cancel) ? await SendToPasskeyAsync(by, user, cancel) : await PassAsync(user, cancel);
        if (string.IsNullOrWhiteSpace(request.Code)) return new(SignInStep.CodeNeeded, user.Id);
        return await secondFactor.AcceptsAsync(user.Id, request.Code, cancel) ? await PassAsync(user, cancel) : await RefuseAsync(by, user, SignInStep.CodeWrong, cancel);
    }

    /// <summary>Checks the code of a person whose password was right a moment ago.</summary>
    public async Task<Answer> SecondStepAsync(long userId, string code, string? address, string? userAgent, CancellationToken cancel = default)
    {
        var by = Caller(userId, address, userAgent);
        var user = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == userId, cancel);
        if (!await MayTryAsync(user, by.Now, cancel)) return await RefuseAsync(by, user, SignInStep.Refused, cancel);
        return await secondFactor.AcceptsAsync(userId, code, cancel) ? await PassAsync(user!, cancel) : await RefuseAsync(by, user, SignInStep.CodeWrong, cancel);
    }

    /// <summary>Lets in who just proved to hold this passkey; it counts as both steps. Limits and locks hold as with the password.</summary>
    /// <param name="used">As the proof left it; null when the proof failed.</param>
    public async Task<Answer> WithPasskeyAsync(UserPasskeyInfo? used, string? address, string? userAgent, CancellationToken cancel = default)
    {
        var by = Caller(null, address, userAgent);
        var key = used is null ? null : await db.UserPasskeys.FirstOrDefaultAsync(p => p.CredentialId == used.CredentialId, cancel);
        var user = key is null ? null : await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == key.UserId, cancel);
        if (!await MayTryAsync(user, by.Now, cancel)) return await RefuseAsync(by, user, SignInStep.Refused, cancel);
        (key!.Data.SignCount, key.Data.IsBackedUp) = (used!.SignCount, used.IsBackedUp);
        await db.SaveChangesAsync(cancel);
        return await PassAsync(user!, cancel);
    }

    /// <summary>Asks the signed-in person's password again, with the same limits; for unlocking and for emergency views.</summary>
    public async Task<bool> IsPasswordAsync(Actor actor, string password, CancellationToken cancel = default)
    {
        var user = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == actor.UserId, cancel);
        var right = await MayTryAsync(user, actor.Now, cancel) && Verify(user, password);
        if (right) await ForgetFailuresAsync(user!.Id, cancel);
        else await RefuseAsync(actor, user, SignInStep.Refused, cancel);
        return right;
    }

    /// <summary>What is wrong with the password that a signature asks for, at the field <c>Password</c>; a blank one is no attempt.</summary>
    public async Task<Problem?> PasswordProblemAsync(Actor actor, string? password, CancellationToken cancel = default) =>
        string.IsNullOrEmpty(password) ? Problem.Invalid("Password", "Please fill this in.")
        : await IsPasswordAsync(actor, password, cancel) ? null : Problem.Invalid("Password", "This is not your password.");

    /// <summary>What is wrong with the proof that a signature asks for, at the field <c>Password</c>; a passkey has to be the signed-in person's own.</summary>
    public async Task<Problem?> ProofProblemAsync(Actor actor, Proof proof, CancellationToken cancel = default)
    {
        if (!proof.IsByPasskey) return await PasswordProblemAsync(actor, proof.Password, cancel);
        var user = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == actor.UserId, cancel);
        var may = await MayTryAsync(user, actor.Now, cancel);
        var key = proof.Passkey is not { } used ? null : await db.UserPasskeys.FirstOrDefaultAsync(p => p.CredentialId == used.CredentialId && p.UserId == actor.UserId, cancel);
        if (!may || key is null)
        {
            await RefuseAsync(actor, user, SignInStep.Refused, cancel);
            return Problem.Invalid("Password", "This passkey is not yours, or was not accepted. You can sign with your password.");
        }
        (key.Data.SignCount, key.Data.IsBackedUp) = (proof.Passkey!.SignCount, proof.Passkey.IsBackedUp);
        await ForgetFailuresAsync(user!.Id, cancel);
        return null;
    }

    // The attempt is counted before it is looked at, so that many at once cannot outrun the limit.
    private async Task<bool> MayTryAsync(StaffMember? user, Instant now, CancellationToken cancel)
    {
        if (user is null || !user.IsActive || user.AccountLocked || (user.LockoutEnd is { } end && Instant.FromDateTimeOffset(end) > now)) return false;
        await db.Users.Where(u => u.Id == user.Id).ExecuteUpdateAsync(s => s.SetProperty(u => u.AccessFailedCount, u => u.AccessFailedCount + 1), cancel);
        return await db.Users.Where(u => u.Id == user.Id).Select(u => u.AccessFailedCount).FirstAsync(cancel) <= MostFailures;
    }

    private bool Verify(StaffMember? user, string password)
    {
        var right = hasher.VerifyHashedPassword(user ?? Nobody, user?.PasswordHash ?? NobodysHash.Value, password) != PasswordVerificationResult.Failed;
        return right && user?.PasswordHash is not null;
    }

    // Whom the practice asks for a second factor, and whose only one is a passkey, does not come in by password alone.
    private async Task<bool> PasskeyMissingAsync(StaffMember user, CancellationToken cancel) =>
        await db.UserPasskeys.AnyAsync(p => p.UserId == user.Id, cancel) && await rule.AsksAsync(user.Id, cancel);

    private async Task<Answer> SendToPasskeyAsync(Actor by, StaffMember user, CancellationToken cancel)
    {
        await ForgetFailuresAsync(user.Id, cancel);
        db.AuditEntries.Add(AuditLog.Line(by, "auth.passkey_needed", AuditOutcome.Failed, user.Id));
        await db.SaveChangesAsync(cancel);
        return new(SignInStep.PasskeyNeeded);
    }

    private async Task<Answer> PassAsync(StaffMember user, CancellationToken cancel)
    {
        await ForgetFailuresAsync(user.Id, cancel);
        return new(SignInStep.Passed, user.Id);
    }

    private Task<int> ForgetFailuresAsync(long userId, CancellationToken cancel) => db.Users.Where(u => u.Id == userId)
        .ExecuteUpdateAsync(s => s.SetProperty(u => u.AccessFailedCount, 0).SetProperty(u => u.LockoutEnd, (DateTimeOffset?)null), cancel);

    private async Task<Answer> RefuseAsync(Actor by, StaffMember? user, SignInStep step, CancellationToken cancel)
    {
        var locks = user is not null && await LocksAsync(user.Id, by.Now, cancel);
        db.AuditEntries.Add(AuditLog.Line(by, locks ? "auth.locked_out" : "auth.failed", AuditOutcome.Failed, user?.Id));
        await db.SaveChangesAsync(cancel);
        return new(step);
    }

    private async Task<bool> LocksAsync(long userId, Instant now, CancellationToken cancel)
    {
        var until = (now + LockedFor).ToDateTimeOffset();
        return await db.Users.Where(u => u.Id == userId && u.AccessFailedCount >= MostFailures)
            .ExecuteUpdateAsync(s => s.SetProperty(u => u.AccessFailedCount, 0).SetProperty(u => u.LockoutEnd, until), cancel) > 0;
    }

    private Actor Caller(long? userId, string? address, string? userAgent) =>
        new() { UserId = userId, Now = clock.GetCurrentInstant(), Address = address, UserAgent = userAgent };
}
