using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Tests.Support;
using Xunit.Abstractions;

namespace TherapyCrm.Tests.Benchmarks;

/// <summary>What the product costs beside the least that could answer, on the 100,000-appointment practice and on ten times that.</summary>
public sealed class SpeedBenchmarks(ITestOutputHelper output)
{
    private const string Zone = "America/Vancouver";

    [BenchmarkFact]
    public async Task What_the_front_desk_waits_for()
    {
        var small = await RunAsync(new(100_000, 20, 2, 42, 5_000, "bench-password-1"));
        if (Environment.GetEnvironmentVariable("CRM_BENCH") != "large") return;
        var large = await RunAsync(new(1_000_000, 200, 2, 42, 5_000, "bench-password-1"));
        Say($"ten times the data: board ×{large.Board / small.Board:0.00}, week ×{large.Week / small.Week:0.00}, search ×{large.Search / small.Search:0.00}, booking ×{large.Booking / small.Booking:0.00}");
    }

    private async Task<(double Board, double Week, double Search, double Booking)> RunAsync(BenchmarkPractice.Size size)
    {
        await using var app = new CrmApp { AsDelivered = true }.With("Logging:LogLevel:Default", "Warning");
        app.Clock.Now = SystemClock.Instance.GetCurrentInstant();
        app.UseKestrel(0);
        app.StartServer();
        var seeding = Stopwatch.StartNew();
        await app.RunAsync(async s => { await s.GetRequiredService<BenchmarkPractice>().RunAsync(size, app.Clock.Now); return true; });
        Say($"--- {size.Appointments:N0} appointments, {size.Rooms} rooms, {size.Clients:N0} clients; seeded in {seeding.Elapsed.TotalSeconds:0.0} s");
        var (floor, floorAddress) = await Floor.StartAsync(app.ConnectionString);
        await using var _ = floor;
        using var bare = new HttpClient { BaseAddress = floorAddress };
        using var desk = await DeskAsync(app);
        var day = Workday(app.Clock.Now);
        var (from, to) = (Text(Zones.StartOfDay(day, Zone)), Text(Zones.StartOfDay(day.PlusDays(1), Zone)));
        var (weekFrom, weekTo) = (Text(Zones.StartOfDay(day, Zone)), Text(Zones.StartOfDay(day.PlusDays(7), Zone)));
        var d = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var board = await Measured.SideBySideAsync(Get(desk, $"/board?date={d}&by=room&location=1"), Get(bare, $"/floor/board?location=1&from={from}&to={to}"));
        Ratio("board day", board);
        var end = day.PlusDays(7).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var week = await Measured.SideBySideAsync(Get(desk, $"/calendar/feed?user=1&start={d}&end={end}"), Get(bare, $"/floor/week?therapist=1&from={weekFrom}&to={weekTo}"));
        Ratio("therapist's week", week);
        var search = await Measured.AloneAsync(Get(desk, "/clients?q=chow%20sar"));
        Say($"client search page: {search:0.00} ms (goal: under 20)");
        var booking = await BookingsAsync(app, day);
        Ratio("booking", booking, 4);
        return (board.First, week.First, search, booking.First);
    }

    private static async Task<(double First, double Second)> BookingsAsync(CrmApp app, LocalDate day)
    {
        var (n, m) = (0, 0);
        var actor = await app.RunAsync(async s => await s.GetRequiredService<ActorLoader>().LoadAsync(
            await s.GetRequiredService<CrmDbContext>().Users.Where(u => u.Email == "bench-reception@demo.test").Select(u => u.Id).SingleAsync(), app.Clock.Now));
        return await Measured.SideBySideAsync(
            async () => Assert.True((await app.RunAsync(s => s.GetRequiredService<BookAppointment>().RunAsync(actor, Request(Evening(day, n++), 1)))).Succeeded),
            async () => await app.RunAsync(s => BareInsertAsync(s.GetRequiredService<CrmDbContext>(), Evening(day, m++))), 10);
    }

    private static BookingRequest Request((LocalDateTime Start, int Room) at, long location) => new()
    {
        ClientId = 4000 + at.Room,
        TherapistId = at.Room,
        RoomId = at.Room,
        LocationId = location,
        ServiceCodeId = 1,
        Minutes = 50,
        Start = at.Start,
        AllowOutsideHours = true,
    };

    // The same rows: appointment, its claims, its history and its audit line, by EF alone.
    private static async Task<bool> BareInsertAsync(CrmDbContext db, (LocalDateTime Start, int Room) at)
    {
        var start = at.Start.PlusDays(7 * 52);
        var appointment = new Appointment { Title = "Bare", ClientId = 4500, TherapistId = at.Room, RoomId = at.Room, LocationId = 1, ServiceCodeId = 1 };
        appointment.PlaceAt(start, Zone, 50, Zones.ToInstant(start, Zone));
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.Add(appointment);
        await db.SaveChangesAsync();
        foreach (var slice in SlotTime.Slices(appointment.StartTime, appointment.EndTime))
            foreach (var kind in new[] { OccupancyKind.Room, OccupancyKind.Staff, OccupancyKind.Client })
                db.Add(new Occupancy { Kind = kind, ResourceId = 100_000 + at.Room, Slice = slice, Unit = 0, AppointmentId = appointment.Id });
        db.Add(new ScheduleChange { At = appointment.StartTime, Action = "booked", AppointmentId = appointment.Id, LocationId = 1, Day = start.Date, After = new string('x', 160) });
        db.Add(new AuditEntry { At = appointment.StartTime, Action = "appointment.booked", InformationType = "appointment", EntityId = appointment.Id, Outcome = AuditOutcome.Ok });
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return true;
    }

    // Free hours: evenings, which the made-up practice leaves empty.
    private static (LocalDateTime Start, int Room) Evening(LocalDate day, int n) =>
        (day.PlusDays(1 + (n / 60)).At(new LocalTime(18 + (n % 3), 30)), 1 + (n / 3 % 20));

    private static async Task<HttpClient> DeskAsync(CrmApp app)
    {
        var desk = await app.DbAsync(db => db.Users.SingleAsync(u => u.Email == "bench-reception@demo.test"));
        var token = await app.RunAsync(s => s.GetRequiredService<StartSession>().RunAsync(desk.Id, "127.0.0.1", "bench", sharedDesk: false, before: null));
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = app.ClientOptions.BaseAddress };
        client.DefaultRequestHeaders.Add("Cookie", $"crm_session={token}");
        return client;
    }

    private static Func<Task> Get(HttpClient client, string address) => async () =>
    {
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
        Assert.True(answer.IsSuccessStatusCode, $"{address}: {answer.StatusCode}");
        await answer.Content.ReadAsByteArrayAsync();
    };

    private static LocalDate Workday(Instant now)
    {
        var day = Zones.ToLocal(now, Zone).Date.PlusDays(1);
        while (day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday) day = day.PlusDays(1);
        return day;
    }

    private static string Text(Instant instant) => NodaTime.Text.InstantPattern.General.Format(instant);

    private void Ratio(string what, (double Ours, double Floor) ms, int goal = 3) =>
        Say($"{what}: {ms.Ours:0.00} ms, floor {ms.Floor:0.00} ms, ratio {ms.Ours / ms.Floor:0.00} (goal: at most {goal})");

    private void Say(string line)
    {
        output.WriteLine(line);
        Console.WriteLine(line);
    }
}
