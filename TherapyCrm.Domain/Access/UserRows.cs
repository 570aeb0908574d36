using System.Linq.Expressions;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Access;

/// <summary>Order of a list of users.</summary>
public enum UserOrder
{
    [JsonStringEnumMemberName("lastName")] LastName,
    [JsonStringEnumMemberName("-lastName")] LastNameDown,
    [JsonStringEnumMemberName("email")] Email,
    [JsonStringEnumMemberName("-email")] EmailDown,
}

/// <summary>A user as a program reads them; passwords and tokens are never read.</summary>
public sealed record UserRow
{
    public required long Id { get; init; }
    public required string? Email { get; init; }
    public required string FirstName { get; init; }
    public required string LastName { get; init; }
    public required string? Title { get; init; }
    public required string? Phone { get; init; }
    public required bool IsEmailVerified { get; init; }
    public required bool IsActive { get; init; }
    public required bool IsBookable { get; init; }
    public required bool AccountLocked { get; init; }
    public required bool PortalAccess { get; init; }
    public required Instant? PortalLastLogin { get; init; }
    public required bool RequirePasswordChange { get; init; }
    public required int FailedLoginAttempts { get; init; }
    public required Instant? LastPasswordChange { get; init; }
    public required bool TwoFactorEnabled { get; init; }
    public required LanguageCode PreferredLanguage { get; init; }
    public required string? SecondaryLanguages { get; init; }
    public required Theme Theme { get; init; }
    public required Density Density { get; init; }
    public required bool Uses24Hours { get; init; }
    public required bool ShortcutsOn { get; init; }
    public required bool PrivacyMode { get; init; }
    public required IReadOnlyList<long> Locations { get; init; }
    public required Instant CreatedAt { get; init; }
    public required Instant UpdatedAt { get; init; }
    public required long? CreatedBy { get; init; }
    public required long? UpdatedBy { get; init; }
    public required int Version { get; init; }
    public IReadOnlyList<UserRole> Roles { get; init; } = [];

    internal static readonly Expression<Func<StaffMember, UserRow>> Of = u => new UserRow
    {
        Id = u.Id, Email = u.Email, FirstName = u.FirstName, LastName = u.LastName, Title = u.Title, Phone = u.PhoneNumber, IsEmailVerified = u.EmailConfirmed,
        IsActive = u.IsActive, IsBookable = u.IsBookable, AccountLocked = u.AccountLocked, PortalAccess = u.PortalAccess, PortalLastLogin = u.PortalLastLogin,
        RequirePasswordChange = u.RequirePasswordChange, FailedLoginAttempts = u.AccessFailedCount, LastPasswordChange = u.LastPasswordChange,
        TwoFactorEnabled = u.TwoFactorEnabled, PreferredLanguage = u.PreferredLanguage, SecondaryLanguages = u.SecondaryLanguages,
        Theme = u.Theme, Density = u.Density, Uses24Hours = u.Uses24Hours, ShortcutsOn = u.ShortcutsOn, PrivacyMode = u.PrivacyMode,
        Locations = u.Locations.OrderBy(l => l.LocationId).Select(l => l.LocationId).ToList(),
        CreatedAt = u.CreatedAt, UpdatedAt = u.UpdatedAt, CreatedBy = u.CreatedBy, UpdatedBy = u.UpdatedBy, Version = u.Version,
    };
}

/// <summary>Lists users and reads one: anybody for who manages users, oneself for everybody.</summary>
public sealed class UserRows(CrmDbContext db) : IOperation
{
    /// <summary>Which ones; what is null is not looked at.</summary>
    public sealed record Filter
    {
        public UserRole? Role { get; init; }
        public bool? IsActive { get; init; }
        public long? LocationId { get; init; }
        public UserOrder Order { get; init; }
        public int Page { get; init; } = 1;
        public int PageSize { get; init; } = 50;
    }

    /// <summary>One page of the users.</summary>
    public async Task<PageOf<UserRow>> PageAsync(Actor actor, Filter filter, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManageUsers);
        var all = Narrow(filter);
        var total = await all.CountAsync(cancel);
        var ordered = filter.Order switch
        {
            UserOrder.LastNameDown => all.OrderByDescending(u => u.LastName).ThenByDescending(u => u.FirstName).ThenByDescending(u => u.Id),
            UserOrder.Email => all.OrderBy(u => u.NormalizedEmail).ThenBy(u => u.Id),
            UserOrder.EmailDown => all.OrderByDescending(u => u.NormalizedEmail).ThenByDescending(u => u.Id),
            _ => all.OrderBy(u => u.LastName).ThenBy(u => u.FirstName).ThenBy(u => u.Id),
        };
        var rows = await ordered.Skip((filter.Page - 1) * filter.PageSize).Take(filter.PageSize).Select(UserRow.Of).ToListAsync(cancel);
        return new(await WithRolesAsync(rows, cancel), filter.Page, filter.PageSize, total);
    }

    /// <summary>One user.</summary>
    /// <exception cref="NotFoundException">There is no such user, or the actor may know only themself.</exception>
    public async Task<UserRow> OneAsync(Actor actor, long id, CancellationToken cancel = default)
    {
        if (id != actor.UserId) actor.MustHave(Permission.ManageUsers);
        var row = await db.Users.AsNoTracking().Where(u => u.Id == id).Select(UserRow.Of).FirstOrDefaultAsync(cancel) ?? throw new NotFoundException();
        return (await WithRolesAsync([row], cancel))[0];
    }

    private IQueryable<StaffMember> Narrow(Filter f)
    {
        var all = db.Users.AsNoTracking();
        if (f.IsActive is { } active) all = all.Where(u => u.IsActive == active);
        if (f.LocationId is { } place) all = all.Where(u => u.Locations.Any(l => l.LocationId == place));
        if (f.Role is { } role)
        {
            var name = StoredText.Of(role);
            all = all.Where(u => db.UserRoles.Any(h => h.UserId == u.Id && db.Roles.Any(r => r.Id == h.RoleId && r.Name == name)));
        }
        return all;
    }

    private async Task<IReadOnlyList<UserRow>> WithRolesAsync(List<UserRow> rows, CancellationToken cancel)
    {
        var ids = rows.ConvertAll(r => r.Id);
        var held = await (from h in db.UserRoles join r in db.Roles on h.RoleId equals r.Id where ids.Contains(h.UserId) select new { h.UserId, r.Name }).ToListAsync(cancel);
        var roles = held.ToLookup(h => h.UserId, h => StoredText.Parse<UserRole>(h.Name!));
        return rows.ConvertAll(r => r with { Roles = [.. roles[r.Id].Order()] });
    }
}
