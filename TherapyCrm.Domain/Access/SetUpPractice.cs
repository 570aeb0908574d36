using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Access;

/// <summary>Makes the practice and its first administrator; only while nobody is there yet.</summary>
public sealed class SetUpPractice(CrmDbContext db, IPasswordHasher<StaffMember> hasher, ILookupNormalizer normalizer, IClock clock) : IOperation
{
    /// <summary>What is typed at the first start.</summary>
    public sealed record Request
    {
        public required string? PracticeName { get; init; }
        public required string? FirstName { get; init; }
        public required string? LastName { get; init; }
        public required string? Email { get; init; }
        public required string? Password { get; init; }

        /// <summary>The person also works with clients, so also gets the therapist's role.</summary>
        public bool IsTherapist { get; init; }

        /// <summary>The password was made up by a command and must be changed at the first sign-in.</summary>
        public bool MustChangePassword { get; init; }

        internal Problem[] Check() =>
        [
            .. TypedText.Check("practiceName", PracticeName, 200, required: true), .. TypedText.Check("firstName", FirstName, 100, required: true),
            .. TypedText.Check("lastName", LastName, 100, required: true), .. StaffEmail.Check("email", Email), .. PasswordRules.Check("password", Password, FirstName, LastName, Email, PracticeName),
        ];
    }

    /// <summary>True while there is nobody who could sign in.</summary>
    public async Task<bool> IsDueAsync(CancellationToken cancel = default) => !await db.Users.AnyAsync(cancel);

    /// <returns>The administrator's id.</returns>
    public async Task<Outcome<long>> RunAsync(Request request, CancellationToken cancel = default)
    {
        if (request.Check() is { Length: > 0 } problems) return problems;
        return await db.InTransactionAsync(async () => await IsDueAsync(cancel) ? await MakeAsync(request, cancel) : Problem.Conflict("", "This practice is set up already. Please sign in."), cancel);
    }

    private async Task<Outcome<long>> MakeAsync(Request request, CancellationToken cancel)
    {
        var by = Actor.Application(clock.GetCurrentInstant());
        var user = StaffEmail.Apply(new StaffMember { FirstName = TypedText.Kept(request.FirstName)!, LastName = TypedText.Kept(request.LastName)! }, request.Email!, normalizer);
        user.PasswordHash = hasher.HashPassword(user, request.Password!);
        (user.EmailConfirmed, user.LastPasswordChange, user.IsBookable, user.RequirePasswordChange) = (true, by.Now, request.IsTherapist, request.MustChangePassword);
        db.Users.Add(user);
        if (await db.Practices.OrderBy(p => p.Id).FirstOrDefaultAsync(cancel) is { } practice) practice.Name = TypedText.Kept(request.PracticeName)!;
        else db.Practices.Add(new PracticeDetails { Name = TypedText.Kept(request.PracticeName)! });
        db.ActFor(by);
        await db.SaveChangesAsync(cancel);
        await RoleRows.SetAsync(db, user.Id, request.IsTherapist ? [UserRole.Admin, UserRole.Therapist] : [UserRole.Admin], cancel);
        db.AuditUser(by, "user.first_administrator", user.Id);
        var saved = await db.SaveAsync(user, cancel: cancel);
        return saved.Succeeded ? user.Id : Outcome<long>.Failed(saved.Problems);
    }
}

/// <summary>A sign-in's address.</summary>
internal static class StaffEmail
{
    public static IEnumerable<Problem> Check(string field, string? email)
    {
        foreach (var problem in TypedText.Check(field, email, 200, required: true)) yield return problem;
        if (!string.IsNullOrWhiteSpace(email) && (!System.Net.Mail.MailAddress.TryCreate(email.Trim(), out var parsed) || parsed.Address != email.Trim()))
            yield return Problem.Invalid(field, "This is not an e-mail address.");
    }

    public static StaffMember Apply(StaffMember user, string email, ILookupNormalizer normalizer)
    {
        (user.Email, user.UserName) = (email.Trim(), email.Trim());
        (user.NormalizedEmail, user.NormalizedUserName) = (normalizer.NormalizeEmail(user.Email), normalizer.NormalizeName(user.UserName));
        (user.SecurityStamp, user.LockoutEnabled) = (Tokens.New(), true);
        return user;
    }
}

/// <summary>The roles a person holds.</summary>
internal static class RoleRows
{
    public static async Task SetAsync(CrmDbContext db, long userId, IReadOnlyCollection<UserRole> roles, CancellationToken cancel)
    {
        var ids = await db.Roles.ToDictionaryAsync(r => r.Id, r => r.Name!, cancel);
        var wanted = roles.Select(r => ids.Single(i => i.Value == StoredText.Of(r)).Key).ToHashSet();
        var held = await db.UserRoles.Where(r => r.UserId == userId).ToListAsync(cancel);
        db.UserRoles.RemoveRange(held.Where(h => !wanted.Contains(h.RoleId)));
        db.UserRoles.AddRange(wanted.Where(w => held.TrueForAll(h => h.RoleId != w)).Select(w => new IdentityUserRole<long> { UserId = userId, RoleId = w }));
    }

    public static async Task<IReadOnlyList<UserRole>> OfAsync(CrmDbContext db, long userId, CancellationToken cancel)
    {
        var names = await (from held in db.UserRoles join role in db.Roles on held.RoleId equals role.Id where held.UserId == userId select role.Name).ToListAsync(cancel);
        return [.. names.Select(n => StoredText.Parse<UserRole>(n!)).Order()];
    }
}
