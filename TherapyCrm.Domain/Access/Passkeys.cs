using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Access;

/// <summary>A passkey as its owner reads it.</summary>
/// <param name="Id">The credential's id, in base64url.</param>
public sealed record PasskeyRow(string Id, string Name, Instant AddedAt);

/// <summary>Keeps a person's passkeys: each is possession and a finger, face or PIN in one, so signing in with it asks for no code.</summary>
public sealed class Passkeys(CrmDbContext db, SignIn signIn) : IOperation
{
    /// <summary>Most that one person keeps.</summary>
    public const int Most = 20;

    /// <summary>Most characters of a name.</summary>
    public const int LongestName = 60;

    /// <summary>One's own, oldest first.</summary>
    public async Task<IReadOnlyList<PasskeyRow>> ListAsync(Actor actor, CancellationToken cancel = default)
    {
        var own = await db.UserPasskeys.AsNoTracking().Where(p => p.UserId == actor.UserId).ToListAsync(cancel);
        return [.. own.Select(p => new PasskeyRow(Base64Url.EncodeToString(p.CredentialId), p.Data.Name ?? "", Instant.FromDateTimeOffset(p.Data.CreatedAt))).OrderBy(p => p.AddedAt)];
    }

    /// <summary>What stands in the way of making one: the password, the name, or too many.</summary>
    public async Task<Outcome<bool>> MayAddAsync(Actor actor, string? name, string? password, CancellationToken cancel = default)
    {
        if (Named(name) is { } problem) return problem;
        if (!await signIn.IsPasswordAsync(actor, password ?? "", cancel)) return Problem.Invalid("password", "This is not your password.");
        return await db.UserPasskeys.CountAsync(p => p.UserId == actor.UserId, cancel) < Most ? true : Problem.Invalid("name", "You have {0} passkeys already. Please remove one first.", Most);
    }

    /// <summary>Keeps one that was just made and proven.</summary>
    public async Task<Outcome<bool>> AddAsync(Actor actor, UserPasskeyInfo made, string? name, CancellationToken cancel = default)
    {
        if (Named(name) is { } problem) return problem;
        if (await db.UserPasskeys.AnyAsync(p => p.CredentialId == made.CredentialId, cancel)) return Problem.Invalid("name", "This passkey is kept already.");
        db.UserPasskeys.Add(new()
        {
            UserId = actor.UserId!.Value, CredentialId = made.CredentialId,
            Data = new()
            {
                Name = name!.Trim(), CreatedAt = actor.Now.ToDateTimeOffset(), PublicKey = made.PublicKey, SignCount = made.SignCount, Transports = made.Transports,
                IsUserVerified = made.IsUserVerified, IsBackupEligible = made.IsBackupEligible, IsBackedUp = made.IsBackedUp,
                AttestationObject = made.AttestationObject, ClientDataJson = made.ClientDataJson,
            },
        });
        db.AuditUser(actor, "auth.passkey_added", actor.UserId.Value);
        return await db.SaveAsync(true, cancel: cancel);
    }

    /// <summary>Gives one's own another name.</summary>
    /// <exception cref="NotFoundException">It is not the actor's.</exception>
    public async Task<Outcome<bool>> RenameAsync(Actor actor, string id, string? name, string? password, CancellationToken cancel = default)
    {
        var own = await OwnAsync(actor, id, cancel);
        if (Named(name) is { } problem) return problem;
        if (!await signIn.IsPasswordAsync(actor, password ?? "", cancel)) return Problem.Invalid("password", "This is not your password.");
        own.Data.Name = name!.Trim();
        db.AuditUser(actor, "auth.passkey_renamed", actor.UserId!.Value);
        return await db.SaveAsync(true, cancel: cancel);
    }

    /// <summary>Removes one's own; it opens nothing any more.</summary>
    /// <exception cref="NotFoundException">It is not the actor's.</exception>
    public async Task<Outcome<bool>> RemoveAsync(Actor actor, string id, string? password, CancellationToken cancel = default)
    {
        var own = await OwnAsync(actor, id, cancel);
        if (!await signIn.IsPasswordAsync(actor, password ?? "", cancel)) return Problem.Invalid("password", "This is not your password.");
        db.UserPasskeys.Remove(own);
        db.AuditUser(actor, "auth.passkey_removed", actor.UserId!.Value);
        return await db.SaveAsync(true, cancel: cancel);
    }

    private async Task<IdentityUserPasskey<long>> OwnAsync(Actor actor, string id, CancellationToken cancel)
    {
        var key = Base64Url.IsValid(id) ? Base64Url.DecodeFromChars(id) : [];
        return await db.UserPasskeys.FirstOrDefaultAsync(p => p.CredentialId == key && p.UserId == actor.UserId, cancel) ?? throw new NotFoundException();
    }

    private static Problem? Named(string? name) => name?.Trim() is { Length: > 0 and <= LongestName } ? null : Problem.Invalid("name", "Please give it a name of at most {0} characters.", LongestName);
}
