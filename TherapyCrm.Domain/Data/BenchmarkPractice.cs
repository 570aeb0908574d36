using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Domain.Data;

/// <summary>Fills an empty database with a large made-up practice, the same for the same seed, to measure with.</summary>
public sealed class BenchmarkPractice(CrmDbContext db)
{
    /// <summary>How large it is to be.</summary>
    /// <param name="Appointments">Spread over the years, half before and half after today.</param>
    /// <param name="Rooms">20 a location; each has a therapist of its own.</param>
    /// <param name="Password">For every sign-in it makes: <c>bench-reception@demo.test</c>, <c>bench-therapist1@demo.test</c> …</param>
    public sealed record Size(int Appointments, int Rooms, int Years, int Seed, int Clients, string Password);

    private const int RoomsPerLocation = 20;
    private const int SlotsPerDay = 10;
    private const string TimeZone = "America/Vancouver";
    private static readonly string[] Firsts = ["Sarah", "Noah", "Amélie", "Liam", "Zoë", "Omar", "Priya", "Chen", "Olga", "Mateo", "Aïcha", "Ken", "Ruth", "Iván", "Maya", "Tom"];
    private static readonly string[] Lasts = ["Chow", "Martin", "Côté", "Singh", "Okafor", "Müller", "García", "Ivanova", "Brown", "Tremblay", "Ali", "Nguyen", "Rossi", "Silva", "Khan", "Lee"];

    /// <summary>Writes it.</summary>
    /// <exception cref="InvalidOperationException">The database has users or clients already, or so many appointments do not fit.</exception>
    public async Task RunAsync(Size size, Instant now, CancellationToken cancel = default)
    {
        if (await db.Clients.AnyAsync(cancel) || await db.Users.AnyAsync(cancel)) throw new InvalidOperationException("Only an empty database can be filled with a made-up practice.");
        var days = WorkingDays(Zones.ToLocal(now, TimeZone).Date, size.Years);
        if ((long)days.Count * size.Rooms * SlotsPerDay < size.Appointments)
            throw new InvalidOperationException($"{size.Rooms} rooms hold at most {(long)days.Count * size.Rooms * SlotsPerDay} appointments in {size.Years} years.");
        if (size.Clients < size.Rooms) throw new InvalidOperationException("There must be at least as many clients as rooms.");
        await db.Database.OpenConnectionAsync(cancel);
        await db.InTransactionAsync(async () =>
        {
            await PlacesAsync(size, now, cancel);
            await PeopleAsync(size, now, cancel);
            await ClientsAsync(size, now, cancel);
            await db.BulkInsertAsync(Appointments(size, days), now, cancel);
            var today = Zones.ToLocal(now, TimeZone).Date;
            await db.BulkInsertAsync(Appointments(size, days).Where(a => a.LocalStart.Date >= today).SelectMany(ClaimsOf), now, cancel);
            return true;
        }, cancel);
    }

    private static List<LocalDate> WorkingDays(LocalDate today, int years) => [.. Enumerable.Range(0, 365 * years)
        .Select(i => today.PlusDays(i - (365 * years / 2))).Where(d => d.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday))];

    private async Task PlacesAsync(Size size, Instant now, CancellationToken cancel)
    {
        if (!await db.Practices.AnyAsync(cancel)) await db.BulkInsertAsync([new PracticeDetails { Id = 1, Name = "Benchmark Practice" }], now, cancel);
        var locations = (size.Rooms + RoomsPerLocation - 1) / RoomsPerLocation;
        await db.BulkInsertAsync(Enumerable.Range(1, locations).Select(i => new Location
        {
            Id = i,
            Name = $"House {i}",
            Address = $"{i} Main Street",
            City = "Vancouver",
            Province = "BC",
            PostalCode = "V5K 0A1",
            TimeZone = TimeZone,
            IsMainLocation = i == 1,
        }), now, cancel);
        await db.BulkInsertAsync(Enumerable.Range(1, size.Rooms).Select(i => new Room
        {
            Id = i,
            Name = $"Room {i}",
            LocationId = LocationOf(i),
            DisplayOrder = i,
        }), now, cancel);
        await db.BulkInsertAsync([new ServiceCode { Id = 1, Code = "IND50", Description = "Individual session", Rate = 140m }], now, cancel);
    }

    private async Task PeopleAsync(Size size, Instant now, CancellationToken cancel)
    {
        var roles = await db.Roles.ToDictionaryAsync(r => r.Name!, r => r.Id, cancel);
        var hash = new PasswordHasher<StaffMember>().HashPassword(null!, size.Password);
        var therapists = Enumerable.Range(1, size.Rooms).Select(i => Person(i, $"bench-therapist{i}@demo.test", Firsts[i % Firsts.Length], $"Therapist {i}", hash, isBookable: true)).ToList();
        var desk = Person(size.Rooms + 1, "bench-reception@demo.test", "Rita", "Reception", hash, isBookable: false);
        var admin = Person(size.Rooms + 2, "bench-admin@demo.test", "Ada", "Admin", hash, isBookable: false);
        await db.BulkInsertAsync([.. therapists, desk, admin], now, cancel);
        await db.BulkInsertAsync(
            [.. therapists.Select(t => Held(t, UserRole.Therapist)), Held(desk, UserRole.Receptionist), Held(admin, UserRole.Admin)], now, cancel);
        await db.BulkInsertAsync(therapists.Select(t => new StaffLocation { UserId = t.Id, LocationId = LocationOf((int)t.Id), IsPrimary = true })
            .Append(new StaffLocation { UserId = desk.Id, LocationId = 1, IsPrimary = true }), now, cancel);

        IdentityUserRole<long> Held(StaffMember person, UserRole role) => new() { UserId = person.Id, RoleId = roles[StoredText.Of(role)] };
    }

    private static StaffMember Person(long id, string email, string first, string last, string hash, bool isBookable) => new()
    {
        Id = id,
        UserName = email,
        NormalizedUserName = email.ToUpperInvariant(),
        Email = email,
        NormalizedEmail = email.ToUpperInvariant(),
        EmailConfirmed = true,
        PasswordHash = hash,
        SecurityStamp = $"bench{id}",
        FirstName = first,
        LastName = last,
        IsBookable = isBookable,
    };

    private Task ClientsAsync(Size size, Instant now, CancellationToken cancel)
    {
        var random = new Random(size.Seed);
        return db.BulkInsertAsync(Enumerable.Range(1, size.Clients).Select(i =>
        {
            var client = new Client
            {
                Id = i,
                FirstName = Firsts[random.Next(Firsts.Length)],
                LastName = Lasts[random.Next(Lasts.Length)] + (i > 500 ? $"-{Lasts[i % Lasts.Length]}" : ""),
                FileNumber = i.ToString("0000", System.Globalization.CultureInfo.InvariantCulture),
                Phone = $"604-555-{i % 10_000:0000}",
                DateOfBirth = new LocalDate(1950, 1, 1).PlusDays(random.Next(25_000)),
                TherapistId = 1 + (i % size.Rooms),
            };
            client.Fold();
            return client;
        }), now, cancel);
    }

    /// <summary>Exactly the wanted number, each room and therapist at most once a slot, no client twice in one.</summary>
    private static IEnumerable<Appointment> Appointments(Size size, List<LocalDate> days)
    {
        var random = new Random(size.Seed);
        var (wanted, left, id) = (size.Appointments, (long)days.Count * SlotsPerDay * size.Rooms, 0L);
        foreach (var day in days)
            for (var slot = 0; slot < SlotsPerDay; slot++)
            {
                var first = random.Next(size.Clients);
                for (var room = 1; room <= size.Rooms; room++, left--)
                {
                    if (random.NextInt64(left) >= wanted) continue;
                    wanted--;
                    yield return Booked(++id, 1 + ((first + room) % size.Clients), room, day.At(new LocalTime(8 + slot, 0)));
                }
            }
    }

    private static Appointment Booked(long id, long client, int room, LocalDateTime start)
    {
        var appointment = new Appointment
        {
            Id = id,
            Title = "Individual session",
            ClientId = client,
            TherapistId = room,
            RoomId = room,
            LocationId = LocationOf(room),
            ServiceCodeId = 1,
        };
        appointment.PlaceAt(start, TimeZone, 50, Zones.ToInstant(start, TimeZone));
        return appointment;
    }

    private static IEnumerable<Occupancy> ClaimsOf(Appointment a) =>
        from claim in Claim.Of(a, new Dictionary<long, int>())
        from slice in Enumerable.Range(claim.First, claim.AfterLast - claim.First)
        select new Occupancy { Kind = claim.Kind, ResourceId = claim.ResourceId, Slice = slice, Unit = 0, AppointmentId = a.Id };

    private static int LocationOf(int room) => 1 + ((room - 1) / RoomsPerLocation);
}
