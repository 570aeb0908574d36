using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Access;

/// <summary>Adds a person who will sign in, without a password: they choose one by the link. No role until one is given.</summary>
public sealed class InviteStaffMember(CrmDbContext db, ILookupNormalizer normalizer, PasswordLinks links) : IOperation
{
    /// <summary>Who is invited.</summary>
    public sealed record Request
    {
        public required string? FirstName { get; init; }
        public required string? LastName { get; init; }
        public required string? Email { get; init; }
        public string? Phone { get; init; }
        public LanguageCode Language { get; init; }

        /// <summary>Given at once only by who also manages permissions.</summary>
        public IReadOnlyCollection<UserRole> Roles { get; init; } = [];
        public IReadOnlyCollection<long> LocationIds { get; init; } = [];
        public bool IsBookable { get; init; }

        internal Problem[] Check() =>
        [
            .. TypedText.Check("firstName", FirstName, 100, required: true), .. TypedText.Check("lastName", LastName, 100, required: true),
            .. StaffEmail.Check("email", Email), .. TypedText.Check("phone", Phone, 60),
        ];
    }

    /// <summary>The new person and the token of their link, which is not kept.</summary>
    public sealed record Invited(long UserId, string Token);

    /// <returns>The person; or what is wrong.</returns>
    public async Task<Outcome<Invited>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManageUsers);
        if (request.Roles.Count > 0) actor.MustHave(Permission.ManagePermissions);
        if (request.Check() is { Length: > 0 } problems) return problems;
        var user = StaffEmail.Apply(new StaffMember { FirstName = TypedText.Kept(request.FirstName)!, LastName = TypedText.Kept(request.LastName)! }, request.Email!, normalizer);
        if (await db.Users.AnyAsync(u => u.NormalizedEmail == user.NormalizedEmail, cancel)) return Problem.Conflict("email", "Somebody signs in with this address already.");
        (user.PhoneNumber, user.PreferredLanguage, user.IsBookable) = (TypedText.Kept(request.Phone), request.Language, request.IsBookable);
        var places = await db.Locations.Where(l => request.LocationIds.Contains(l.Id)).Select(l => l.Id).ToListAsync(cancel);
        if (places.Count != request.LocationIds.Distinct().Count()) return Problem.Invalid("locationIds", "Please choose a location.");
        foreach (var place in places) user.Locations.Add(new StaffLocation { LocationId = place, IsPrimary = place == places[0] });
        return await db.InTransactionAsync(() => SaveAsync(actor, user, request.Roles, cancel), cancel);
    }

    private async Task<Outcome<Invited>> SaveAsync(Actor actor, StaffMember user, IReadOnlyCollection<UserRole> roles, CancellationToken cancel)
    {
        db.Users.Add(user);
        db.ActFor(actor);
        await db.SaveChangesAsync(cancel);
        await RoleRows.SetAsync(db, user.Id, roles, cancel);
        db.AuditUser(actor, "user.added", user.Id, string.Join(' ', roles.Select(r => StoredText.Of(r))));
        return new Invited(user.Id, await links.ForPersonAsync(actor, user.Id, cancel));
    }
}
