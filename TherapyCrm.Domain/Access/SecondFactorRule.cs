using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Access;

/// <summary>People who are never asked for a second factor: the demo practice's sign-ins, and nobody elsewhere.</summary>
/// <param name="Emails">In upper case.</param>
public sealed record SecondFactorExempt(IReadOnlyCollection<string> Emails);

/// <summary>Whom the practice asks for a second factor: everybody, or who holds one of certain roles (access.md §3).</summary>
public sealed class SecondFactorRule(CrmDbContext db, SecondFactorExempt exempt)
{
    /// <summary>True when the practice asks this person.</summary>
    public async Task<bool> AsksAsync(long userId, CancellationToken cancel = default)
    {
        var roles = await (from held in db.UserRoles join role in db.Roles on held.RoleId equals role.Id where held.UserId == userId select role.Name!).ToListAsync(cancel);
        return await AsksAsync(userId, roles.ConvertAll(StoredText.Parse<UserRole>), cancel);
    }

    /// <summary>The same, where the person's roles are known already.</summary>
    public async Task<bool> AsksAsync(long userId, IEnumerable<UserRole> roles, CancellationToken cancel = default)
    {
        var keys = roles.Select(r => Setting.SecondFactorOf(r).Key).Append(Setting.RequireSecondFactor.Key).ToList();
        if (!await db.PracticeSettings.AnyAsync(s => keys.Contains(s.Key) && s.Value == "1", cancel)) return false;
        return exempt.Emails.Count == 0 || !await db.Users.AnyAsync(u => u.Id == userId && exempt.Emails.Contains(u.NormalizedEmail!), cancel);
    }
}
