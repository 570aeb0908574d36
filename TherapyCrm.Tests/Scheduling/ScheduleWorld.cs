using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Tests.SqlServer;

namespace TherapyCrm.Tests.Scheduling;

/// <summary>A small practice in a database file of its own: three rooms, two therapists, three clients, one device of three pieces.</summary>
public sealed class ScheduleWorld : IDisposable
{
    /// <summary>Monday 09:00 at the location, whose province stopped changing its clocks in 2026.</summary>
    public static readonly Instant Morning = Instant.FromUtc(2026, 11, 23, 16, 0);
    public static readonly LocalDate Today = new(2026, 11, 23);
    private static readonly Lazy<byte[]> Empty = new(MakeEmpty);
    private readonly string path = Path.Combine(Path.GetTempPath(), $"schedule-{Guid.NewGuid():N}.db");
    private readonly ServiceProvider services;

    public ScheduleWorld()
    {
        File.WriteAllBytes(path, Empty.Value);
        var collection = new ServiceCollection().AddSingleton(new SecondFactorExempt([])).AddCrmDatabase(DatabaseProvider.Sqlite, $"Data Source={path};Pooling=True");
        collection.ConfigureDbContext<SqliteCrmContext>(QueryCollector.Instance.Attach);
        foreach (var type in typeof(IOperation).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && IsOperation(t))) collection.AddScoped(type);
        services = collection.BuildServiceProvider();
        Seed();
    }

    public Instant Now { get; set; } = Morning;
    public long Location { get; private set; }
    public long[] Rooms { get; private set; } = [];
    public long Kim { get; private set; }
    public long Lee { get; private set; }
    public long Desk { get; private set; }
    public long[] Clients { get; private set; } = [];
    public long Learner { get; private set; }
    public long Tablets { get; private set; }
    public long Service { get; private set; }

    /// <summary>The receptionist, who may not overbook.</summary>
    public Actor Reception => Person(Desk, UserRole.Receptionist);

    /// <summary>The administrator, who may.</summary>
    public Actor Admin => Person(Desk, UserRole.Admin);

    public Actor Person(long id, UserRole role, Guid? command = null) => new()
    {
        UserId = id,
        Now = Now,
        CommandId = command,
        Locations = [Location],
        Reaches = RoleDefaults.All.Select(r => r.Permission).Where(p => RoleDefaults.For(role, p) != Reach.None).ToDictionary(p => p, p => RoleDefaults.For(role, p)),
    };

    /// <summary>Client 1 with Kim in room 1 at an hour of today, 50 minutes.</summary>
    public BookingRequest Booking(int hour = 10, int minute = 0, int client = 0, long? therapist = null, int room = 0) => new()
    {
        ClientId = Clients[client],
        TherapistId = therapist ?? Kim,
        LocationId = Location,
        Start = Today.At(new LocalTime(hour, minute)),
        Minutes = 50,
        RoomId = Rooms[room],
        Title = "Session",
    };

    public Task<Outcome<Appointment>> BookAsync(BookingRequest request, Actor? actor = null) =>
        DoAsync<BookAppointment, Outcome<Appointment>>(book => book.RunAsync(actor ?? Reception, request));

    public async Task<Appointment> BookedAsync(BookingRequest request, Actor? actor = null)
    {
        var outcome = await BookAsync(request, actor);
        Assert.True(outcome.Succeeded, string.Join(" ", outcome.Problems));
        return outcome.Value;
    }

    /// <summary>Runs an operation on a connection of its own.</summary>
    public async Task<TResult> DoAsync<TOperation, TResult>(Func<TOperation, Task<TResult>> act) where TOperation : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TOperation>());
    }

    public Task<TResult> ReadAsync<TResult>(Func<CrmDbContext, Task<TResult>> read) => DoAsync(read);

    public Task ChangeAsync(Action<CrmDbContext> change) => DoAsync<CrmDbContext, int>(db => { change(db); return db.SaveChangesAsync(); });

    public void Dispose()
    {
        services.Dispose();
        SqliteConnection.ClearAllPools();
        foreach (var file in new[] { path, path + "-wal", path + "-shm" }) File.Delete(file);
    }

    private void Seed()
    {
        using var scope = services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDbContext>();
        db.Add(new PracticeDetails { Name = "Test practice" });
        db.SaveChangesAsync().GetAwaiter().GetResult();
        var location = new Location { Name = "Main", Address = "1 Road", City = "Kelowna", Province = "BC", PostalCode = "V1V", TimeZone = "America/Vancouver" };
        for (var day = IsoDayOfWeek.Monday; day <= IsoDayOfWeek.Saturday; day++) location.Hours.Add(new() { DayOfWeek = day, OpensAt = new(8, 0), ClosesAt = new(18, 0) });
        db.Add(location);
        db.SaveChangesAsync().GetAwaiter().GetResult();
        Location = location.Id;
        var rooms = Enumerable.Range(1, 3).Select(i => new Room { Name = $"Room {i}", LocationId = Location, DisplayOrder = i, Capacity = 4 }).ToList();
        var people = new[] { "Kim", "Lee", "Desk" }.Select(n => new StaffMember { FirstName = n, LastName = "Staff", UserName = n, Email = $"{n}@test.test", IsBookable = n != "Desk" }).ToList();
        var clients = new[] { "Ana", "Ben", "Cho" }.Select((n, i) => new Client { FirstName = n, LastName = "Client", FileNumber = $"000{i + 1}", Phone = "555" }).ToList();
        var tablets = new Equipment { Name = "Tablet", Quantity = 3 };
        var service = new ServiceCode { Code = "S", Description = "Therapy", TurnaroundMinutes = 10 };
        db.AddRange([.. rooms, .. people, .. clients, tablets, service]);
        db.SaveChangesAsync().GetAwaiter().GetResult();
        foreach (var p in people.Take(2)) p.Locations.Add(new() { LocationId = Location });
        clients[0].Learners.Add(new() { ClientId = clients[0].Id, FirstName = "Dan", LastName = "Client" });
        db.SaveChangesAsync().GetAwaiter().GetResult();
        (Rooms, Clients, Learner) = ([.. rooms.Select(r => r.Id)], [.. clients.Select(c => c.Id)], clients[0].Learners[0].Id);
        (Kim, Lee, Desk, Tablets, Service) = (people[0].Id, people[1].Id, people[2].Id, tablets.Id, service.Id);
    }

    private static bool IsOperation(Type type) => type.IsAssignableTo(typeof(IOperation))
        || type.GetConstructors().Any(c => c.GetParameters().Any(p => p.ParameterType == typeof(CrmDbContext)));

    private static byte[] MakeEmpty()
    {
        var file = Path.GetTempFileName();
        var options = new DbContextOptionsBuilder<SqliteCrmContext>();
        Database.UseSqlite(options, $"Data Source={file};Pooling=False");
        using (var db = new SqliteCrmContext(options.Options)) db.Database.Migrate();
        var bytes = File.ReadAllBytes(file);
        foreach (var name in new[] { file, file + "-wal", file + "-shm" }) File.Delete(name);
        return bytes;
    }
}
