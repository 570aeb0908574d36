using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Access;

/// <summary>One line of the list of people who sign in.</summary>
public sealed record PersonRow(long Id, string FirstName, string LastName, string Email, string? Title, IReadOnlyList<UserRole> Roles, bool IsActive, bool IsLocked, bool IsInvited, bool HasSecondFactor, Instant? LastSeenAt)
{
    /// <summary>First and last name.</summary>
    public string FullName => $"{FirstName} {LastName}";
}

/// <summary>A grant or deny of one person, with whether the reader could take it away.</summary>
public sealed record UserPermissionRow(long Id, Permission Permission, bool Granted, Reach? Reach, string? GrantedBy, Instant GrantedAt, Instant? ExpiresAt, bool IsLive);

/// <summary>A person as Settings shows them.</summary>
public sealed record PersonDetails(PersonRow Person, IReadOnlyList<UserPermissionRow> Permissions, IReadOnlyDictionary<Permission, Reach> ByRole, IReadOnlyList<string> Locations);

/// <summary>A grant or deny on one client's record.</summary>
public sealed record RecordPermissionRow(long Id, long UserId, string User, Permission Permission, string? Learner, bool Granted, string? GrantedBy, Instant GrantedAt, Instant? ExpiresAt, bool IsLive);

/// <summary>Somebody, or something, to choose.</summary>
public sealed record Choice(long Id, string Name);

/// <summary>The people who sign in, and what each of them was given.</summary>
public sealed class People(CrmDbContext db)
{
    /// <summary>Everybody, active ones first, by name.</summary>
    public async Task<IReadOnlyList<PersonRow>> RunAsync(Actor actor, CancellationToken cancel = default)
    {
        MustManage(actor);
        return await RowsAsync(null, cancel);
    }

    /// <summary>One person.</summary>
    public async Task<PersonDetails> OneAsync(Actor actor, long userId, CancellationToken cancel = default)
    {
        MustManage(actor);
        var person = (await RowsAsync(userId, cancel)) is [var found] ? found : throw new NotFoundException();
        var rows = await db.UserPermissions.Where(p => p.UserId == userId).OrderBy(p => p.PermissionId)
            .Select(p => new UserPermissionRow(p.Id, p.PermissionId, p.Granted, p.Reach, db.Users.Where(u => u.Id == p.GrantedBy).Select(u => u.FirstName + " " + u.LastName).FirstOrDefault(),
                p.GrantedAt, p.ExpiresAt, p.ExpiresAt == null || p.ExpiresAt > actor.Now)).ToListAsync(cancel);
        var byRole = await db.RolePermissions.Where(r => person.Roles.Contains(r.Role)).ToListAsync(cancel);
        var places = await (from s in db.StaffLocations join l in db.Locations on s.LocationId equals l.Id where s.UserId == userId orderby l.Name select l.Name).ToListAsync(cancel);
        return new(person, rows, byRole.GroupBy(r => r.PermissionId).ToDictionary(g => g.Key, g => g.Max(r => r.Reach)), places);
    }

    /// <summary>Grants and denies on a client's record.</summary>
    /// <exception cref="NotFoundException">The client is out of the actor's sight.</exception>
    public async Task<IReadOnlyList<RecordPermissionRow>> OnClientAsync(Actor actor, long clientId, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManagePermissions);
        await db.Clients.AsNoTracking().GetAsync(db, actor, clientId, Permission.ViewClients, cancel);
        return await (from r in db.RecordPermissions
                      join u in db.Users on r.UserId equals u.Id
                      where r.ClientId == clientId
                      orderby u.LastName, r.Id
                      select new RecordPermissionRow(r.Id, r.UserId, u.FirstName + " " + u.LastName, r.PermissionId,
                          db.Clients.Where(c => c.Id == clientId).SelectMany(c => c.Learners).Where(l => l.Id == r.LearnerId).Select(l => l.FirstName + " " + l.LastName).FirstOrDefault(),
                          r.Granted, db.Users.Where(g => g.Id == r.GrantedBy).Select(g => g.FirstName + " " + g.LastName).FirstOrDefault(), r.GrantedAt, r.ExpiresAt,
                          r.ExpiresAt == null || r.ExpiresAt > actor.Now)).ToListAsync(cancel);
    }

    /// <summary>Active people, to choose from.</summary>
    public async Task<IReadOnlyList<Choice>> ChoicesAsync(CancellationToken cancel = default) =>
        await db.Users.Where(u => u.IsActive).OrderBy(u => u.LastName).ThenBy(u => u.FirstName).Select(u => new Choice(u.Id, u.FirstName + " " + u.LastName)).ToListAsync(cancel);

    /// <summary>A client's learners, to choose from.</summary>
    public async Task<IReadOnlyList<Choice>> LearnersAsync(Actor actor, long clientId, CancellationToken cancel = default) =>
        await db.Clients.Where(c => c.Id == clientId).SelectMany(c => c.Learners).VisibleTo(db, actor, Permission.ViewClients).Select(l => new Choice(l.Id, l.FirstName + " " + l.LastName)).ToListAsync(cancel);

    /// <summary>Locations, to choose from.</summary>
    public async Task<IReadOnlyList<Choice>> PlacesAsync(CancellationToken cancel = default) =>
        await db.Locations.Where(l => l.IsActive).OrderBy(l => l.Name).Select(l => new Choice(l.Id, l.Name)).ToListAsync(cancel);

    /// <summary>The client of a file number, for asking about them; null when there is none in sight.</summary>
    public async Task<long?> ClientOfAsync(Actor actor, string? fileNumber, CancellationToken cancel = default)
    {
        var number = fileNumber?.Trim() ?? "";
        return await db.Clients.VisibleTo(db, actor, Permission.ViewClients).Where(c => c.FileNumber == number).Select(c => (long?)c.Id).FirstOrDefaultAsync(cancel);
    }

    private static void MustManage(Actor actor)
    {
        if (!actor.May(Permission.ManageUsers)) actor.MustHave(Permission.ManagePermissions);
    }

    private async Task<IReadOnlyList<PersonRow>> RowsAsync(long? only, CancellationToken cancel)
    {
        var roles = (await (from held in db.UserRoles join role in db.Roles on held.RoleId equals role.Id where only == null || held.UserId == only select new { held.UserId, role.Name }).ToListAsync(cancel))
            .ToLookup(r => r.UserId, r => StoredText.Parse<UserRole>(r.Name!));
        var people = await db.Users.AsNoTracking().Where(u => only == null || u.Id == only).OrderByDescending(u => u.IsActive).ThenBy(u => u.LastName).ThenBy(u => u.FirstName)
            .Select(u => new
            {
                u.Id, u.FirstName, u.LastName, u.Email, u.Title, u.IsActive, u.AccountLocked, Invited = u.PasswordHash == null, SecondFactor = u.TwoFactorEnabled || db.UserPasskeys.Any(p => p.UserId == u.Id),
                Seen = db.UserSessions.Where(s => s.UserId == u.Id).Max(s => (Instant?)s.LastSeenAt)
            }).ToListAsync(cancel);
        return people.ConvertAll(u => new PersonRow(u.Id, u.FirstName, u.LastName, u.Email!, u.Title, [.. roles[u.Id].Order()], u.IsActive, u.AccountLocked, u.Invited, u.SecondFactor, u.Seen));
    }
}
