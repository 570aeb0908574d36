using CsCheck;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Board;

public sealed class DayBoardPropertyTests : IDisposable
{
    private static readonly Gen<(int Room, int Start, int Length, int Turnaround)[]> Day =
        Gen.Select(Gen.Int[0, 1], Gen.Int[0, 280], Gen.Int[1, 40], Gen.Int[0, 3]).Array[0, 14];

    private readonly CrmApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task What_is_free_and_what_is_taken_make_up_the_open_hours_and_never_meet()
    {
        var world = await BoardWorld.MakeAsync(app);
        var client = await world.ClientAsync("Sarah Chow");
        var actor = Actor.Application(app.Clock.Now);
        var day = BoardWorld.Monday;
        foreach (var rows in Day.Array[25].Single())
        {
            day = day.PlusDays(7);
            await SaveAsync(world, client.Id, day, rows);
            var board = await app.RunAsync(s => ((DayBoard)s.GetService(typeof(DayBoard))!).ReadAsync(actor, new() { LocationId = world.Here, Day = day }));
            foreach (var (column, index) in board.Columns.Take(2).Select((c, i) => (c, i))) Check(column, rows.Where(r => r.Room == index));
        }
    }

    private static void Check(BoardColumn column, IEnumerable<(int Room, int Start, int Length, int Turnaround)> rows)
    {
        var open = Enumerable.Range(8 * 12, 10 * 12).ToHashSet();
        var taken = rows.SelectMany(r => Enumerable.Range(r.Start, r.Length + r.Turnaround)).ToHashSet();
        var free = column.Items.Where(i => i.Kind == BoardItemKind.Gap).SelectMany(i => Enumerable.Range(i.Slots.From, i.Slots.Length)).ToList();

        Assert.Equal(free.Count, free.ToHashSet().Count);
        Assert.True(open.Except(taken).ToHashSet().SetEquals(free), $"{string.Join(' ', column.Items.Select(BoardWorld.Say))}");
        var shown = column.Items.Where(i => i.Kind is BoardItemKind.Appointment or BoardItemKind.Turnaround).SelectMany(i => Enumerable.Range(i.Slots.From, i.Slots.Length));
        Assert.True(taken.Where(s => s < DaySlots.PerDay).ToHashSet().SetEquals(shown));
        foreach (var (a, b) in column.Items.SelectMany(a => column.Items.Select(b => (a, b))).Where(p => p.a != p.b && IsCard(p.a) && IsCard(p.b) && p.a.Slots.Meets(p.b.Slots)))
            Assert.NotEqual(a.Lane, b.Lane);
    }

    private static bool IsCard(BoardItem item) => item.Kind == BoardItemKind.Appointment;

    private Task<int> SaveAsync(BoardWorld world, long client, LocalDate day, (int Room, int Start, int Length, int Turnaround)[] rows) => app.DbAsync(async db =>
    {
        foreach (var row in rows)
        {
            var appointment = new Appointment
            {
                Title = "Visit", ClientId = client, TherapistId = world.Lena.Id, LocationId = world.Here, RoomId = world.Rooms[row.Room].Id, TurnaroundMinutes = row.Turnaround * 5,
            };
            var start = day + DaySlots.TimeOf(row.Start);
            appointment.PlaceAt(start, "America/Vancouver", row.Length * 5, Zones.ToInstant(start, "America/Vancouver"));
            db.Add(appointment);
        }
        return await db.SaveChangesAsync();
    });
}
