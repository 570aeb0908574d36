using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Access;

/// <summary>Changes another person's name, address, phone, title and language, for who manages users.</summary>
public sealed class EditStaffMember(CrmDbContext db, ILookupNormalizer normalizer) : IOperation
{
    /// <summary>What it should be, and the version the editor had seen.</summary>
    public sealed record Request
    {
        public required long UserId { get; init; }
        public int? Version { get; init; }
        public required string? FirstName { get; init; }
        public required string? LastName { get; init; }
        public required string? Email { get; init; }
        public string? Phone { get; init; }
        public string? Title { get; init; }
        public LanguageCode PreferredLanguage { get; init; }

        internal Problem[] Check() =>
        [
            .. TypedText.Check("firstName", FirstName, 100, required: true), .. TypedText.Check("lastName", LastName, 100, required: true),
            .. StaffEmail.Check("email", Email), .. TypedText.Check("phone", Phone, 60), .. TypedText.Check("title", Title, 200),
        ];
    }

    /// <summary>Saves it; does nothing when no field differs.</summary>
    public async Task<Outcome<long>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManageUsers);
        var user = await db.Users.FirstOrDefaultAsync(u => u.Id == request.UserId, cancel) ?? throw new NotFoundException();
        if (user.StaleSince(request.Version) is { } stale) return stale;
        if (request.Check() is { Length: > 0 } problems) return problems;
        var email = request.Email!.Trim();
        var normalized = normalizer.NormalizeEmail(email);
        if (await db.Users.AnyAsync(u => u.Id != user.Id && u.NormalizedEmail == normalized, cancel)) return Problem.Conflict("email", "Somebody signs in with this address already.");
        (user.FirstName, user.LastName, user.Title) = (TypedText.Kept(request.FirstName)!, TypedText.Kept(request.LastName)!, TypedText.Kept(request.Title));
        (user.PhoneNumber, user.PreferredLanguage) = (TypedText.Kept(request.Phone), request.PreferredLanguage);
        if (email != user.Email) StaffEmail.Apply(user, email, normalizer);
        var changed = db.ChangedFields(user);
        if (changed.Count == 0) return user.Id;
        db.AuditUser(actor, "user.edited", user.Id, string.Join(',', changed.Where(name => !name.StartsWith("normalized", StringComparison.Ordinal))));
        return await db.SaveAsync(user.Id, cancel: cancel);
    }
}
