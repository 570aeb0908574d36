using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Tests.Support;

/// <summary>Makes the rows that a test needs and says nothing about, with plausible values.</summary>
public sealed class Given(CrmApp app)
{
    /// <summary>The password of everybody made here.</summary>
    public const string Password = "walrus-tepid-orbit-41";
    private static readonly string PasswordHash = new PasswordHasher<StaffMember>().HashPassword(new() { FirstName = "", LastName = "" }, Password);
    private static int count;
    private long? location;

    /// <summary>A person of this role, or of none.</summary>
    /// <param name="at">Where they work; the first location when nothing is said.</param>
    public async Task<StaffMember> StaffAsync(UserRole? role = null, string? firstName = null, string? lastName = null, long? at = null, Action<StaffMember>? change = null)
    {
        var (n, place) = (Interlocked.Increment(ref count), at ?? await LocationAsync());
        return await app.DbAsync(async db =>
        {
            var email = $"person{n}@example.test";
            var person = new StaffMember
            {
                FirstName = firstName ?? $"First{n}", LastName = lastName ?? $"Last{n}", Email = email, UserName = email,
                NormalizedEmail = email.ToUpperInvariant(), NormalizedUserName = email.ToUpperInvariant(), EmailConfirmed = true,
                PasswordHash = PasswordHash, SecurityStamp = Guid.NewGuid().ToString("N"), IsBookable = role == UserRole.Therapist, LockoutEnabled = true,
            };
            change?.Invoke(person);
            person.Locations.Add(new StaffLocation { LocationId = place, IsPrimary = true });
            db.Add(person);
            await db.SaveChangesAsync();
            if (role is { } part) await AddRoleAsync(db, person.Id, part);
            return person;
        });
    }

    /// <summary>One more role for a person.</summary>
    public Task<bool> RoleAsync(long userId, UserRole role) => app.DbAsync(async db =>
    {
        await AddRoleAsync(db, userId, role);
        return true;
    });

    /// <summary>The first location, made when there is none; with its practice.</summary>
    public async Task<long> LocationAsync() => location ??= (await LocationAsync("Main Street", "America/Vancouver")).Id;

    /// <summary>A location.</summary>
    public Task<Location> LocationAsync(string name, string zone) => app.DbAsync(async db =>
    {
        if (!await db.Practices.AnyAsync())
        {
            db.Add(new PracticeDetails { Name = "Harbour Therapy" });
            await db.SaveChangesAsync();
        }
        var place = new Location { Name = name, Address = "1 Main Street", City = "Vancouver", Province = "BC", PostalCode = "V5K 0A1", TimeZone = zone };
        db.Add(place);
        await db.SaveChangesAsync();
        return place;
    });

    /// <summary>A room.</summary>
    public async Task<Room> RoomAsync(string name = "Room 1", long? at = null) =>
        await SaveAsync(new Room { Name = name, LocationId = at ?? await LocationAsync() });

    /// <summary>A client.</summary>
    public Task<Client> ClientAsync(string? firstName = null, string? lastName = null, long? therapistId = null, Action<Client>? change = null)
    {
        var n = Interlocked.Increment(ref count);
        var client = new Client { FirstName = firstName ?? $"Client{n}", LastName = lastName ?? $"Family{n}", FileNumber = $"T{n:0000}", Phone = "604-555-0100", TherapistId = therapistId };
        change?.Invoke(client);
        return SaveAsync(client);
    }

    /// <summary>A learner of a client.</summary>
    public Task<Learner> LearnerAsync(long clientId, string firstName = "Robin", long? instructorId = null) =>
        SaveAsync(new Learner { ClientId = clientId, FirstName = firstName, LastName = "Learner", InstructorId = instructorId });

    /// <summary>A grant or deny for one person.</summary>
    public Task<UserPermission> UserPermissionAsync(long userId, Permission permission, bool granted, Reach? reach = null, Instant? until = null) =>
        SaveAsync(new UserPermission { UserId = userId, PermissionId = permission, Granted = granted, Reach = reach, ExpiresAt = until, GrantedAt = app.Clock.Now });

    /// <summary>A grant or deny on one record.</summary>
    public Task<RecordPermission> RecordPermissionAsync(long userId, Permission permission, long clientId, bool granted, long? learnerId = null, Instant? until = null) =>
        SaveAsync(new RecordPermission { UserId = userId, PermissionId = permission, ClientId = clientId, LearnerId = learnerId, Granted = granted, ExpiresAt = until, GrantedAt = app.Clock.Now });

    /// <summary>Saves any row.</summary>
    public Task<T> SaveAsync<T>(T row) where T : class => app.DbAsync(async db =>
    {
        db.Add(row);
        await db.SaveChangesAsync();
        return row;
    });

    private static async Task AddRoleAsync(CrmDbContext db, long userId, UserRole role)
    {
        var name = StoredText.Of(role);
        db.UserRoles.Add(new IdentityUserRole<long> { UserId = userId, RoleId = await db.Roles.Where(r => r.Name == name).Select(r => r.Id).SingleAsync() });
        await db.SaveChangesAsync();
    }
}
