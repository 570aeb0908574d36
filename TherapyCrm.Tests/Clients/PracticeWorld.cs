using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Clients;

/// <summary>A small practice in a real SQLite file: one location, one room, two therapists, and actors made by hand.</summary>
public sealed class PracticeWorld : IDisposable
{
    private readonly TestDatabase database = new();
    private readonly ServiceProvider services;

    /// <summary>Makes it.</summary>
    public PracticeWorld()
    {
        var all = new ServiceCollection().AddSingleton<IClock>(SystemClock.Instance).AddSingleton<ReadLog>().AddSingleton(new SecondFactorExempt([])).AddSingleton(new KeyFolder(Path.Combine(database.Folder, "keys"))).AddSingleton<RecordKeyRing>().AddCrmDatabase(DatabaseProvider.Sqlite, database.ConnectionString);
        foreach (var type in typeof(AddClient).Assembly.GetExportedTypes().Where(t => t is { IsClass: true, IsAbstract: false, IsGenericType: false } && t.Namespace is { } n
            && (n.EndsWith("Clients", StringComparison.Ordinal) || n.EndsWith("Practice", StringComparison.Ordinal) || n.EndsWith("Scheduling", StringComparison.Ordinal))
            && (t.IsAssignableTo(typeof(IOperation)) || t.GetConstructors().Any(c => c.GetParameters().Any(p => p.ParameterType == typeof(CrmDbContext))))))
            all.AddScoped(type);
        services = all.BuildServiceProvider();
        Db(db =>
        {
            var practice = new PracticeDetails { Name = "Harbour" };
            db.Add(practice);
            db.SaveChangesAsync().GetAwaiter().GetResult();
            var place = new Location { PracticeId = practice.Id, Name = "Main", Address = "1 Main", City = "Vancouver", Province = "BC", PostalCode = "V5K", TimeZone = "America/Vancouver", IsMainLocation = true };
            db.Add(place);
            db.AddRange(Person("Lee"), Person("Roy"));
            db.SaveChangesAsync().GetAwaiter().GetResult();
            (LocationId, Lee, Roy) = (place.Id, db.Users.Single(u => u.FirstName == "Lee").Id, db.Users.Single(u => u.FirstName == "Roy").Id);
            var room = new Room { Name = "Room 1", LocationId = LocationId };
            db.Add(room);
            db.SaveChangesAsync().GetAwaiter().GetResult();
            RoomId = room.Id;
            return 0;
        });
    }

    /// <summary>Monday 2026-11-23, 10 o'clock in Vancouver.</summary>
    public Instant Now { get; set; } = Instant.FromUtc(2026, 11, 23, 17, 0);
    public long LocationId { get; private set; }
    public long RoomId { get; private set; }
    public long Lee { get; private set; }
    public long Roy { get; private set; }

    /// <summary>May do everything everywhere.</summary>
    public Actor Admin => Actor.Application(Now) with { UserId = Lee };

    /// <summary>A receptionist's defaults.</summary>
    public Actor Desk => Of(UserRole.Receptionist, Roy);

    /// <summary>A therapist's defaults.</summary>
    public Actor Therapist(long userId) => Of(UserRole.Therapist, userId);

    /// <summary>Runs one operation or query, in a scope of its own.</summary>
    public async Task<TResult> RunAsync<T, TResult>(Func<T, Task<TResult>> work) where T : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<T>());
    }

    /// <summary>Looks at, or prepares, rows.</summary>
    public T Db<T>(Func<CrmDbContext, T> work)
    {
        using var scope = services.CreateScope();
        return work(scope.ServiceProvider.GetRequiredService<CrmDbContext>());
    }

    /// <summary>A client added by the desk.</summary>
    public async Task<Client> ClientAsync(string first = "Sarah", string last = "Chowdhury", Func<ClientDetails, ClientDetails>? change = null)
    {
        var details = new ClientDetails { FirstName = first, LastName = last, Phone = "604-555-0100" };
        return (await RunAsync((AddClient o) => o.RunAsync(Admin, new(change?.Invoke(details) ?? details)))).Value!;
    }

    /// <summary>An appointment of an hour in the room, so many days from now.</summary>
    public Appointment Appointment(long clientId, int days = 1, long? therapistId = null, Action<Appointment>? change = null) => Db(db =>
    {
        var start = Now + Duration.FromDays(days);
        var appointment = new Appointment { Title = "Session", ClientId = clientId, TherapistId = therapistId ?? Lee, LocationId = LocationId, RoomId = RoomId };
        appointment.PlaceAt(Zones.ToLocal(start, "America/Vancouver"), "America/Vancouver", 60, start);
        change?.Invoke(appointment);
        db.Add(appointment);
        db.SaveChangesAsync().GetAwaiter().GetResult();
        return appointment;
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        services.DisposeAsync().AsTask().GetAwaiter().GetResult();
        database.Dispose();
    }

    private Actor Of(UserRole role, long userId) => new()
    {
        UserId = userId,
        Now = Now,
        Reaches = RoleDefaults.All.Where(r => RoleDefaults.For(role, r.Permission) != Reach.None).ToDictionary(r => r.Permission, r => RoleDefaults.For(role, r.Permission)),
    };

    private static StaffMember Person(string name) => new()
    {
        FirstName = name, LastName = "Tester", IsBookable = true, UserName = name, NormalizedUserName = name, Email = $"{name}@example.test", NormalizedEmail = name, SecurityStamp = name, PasswordHash = "",
    };
}
