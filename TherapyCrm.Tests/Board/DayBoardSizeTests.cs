using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using System.Data.Common;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Board;

public sealed class DayBoardSizeTests
{
    [Theory]
    [InlineData(BoardBy.Room, 2)]
    [InlineData(BoardBy.Therapist, 3)]
    [InlineData(BoardBy.Equipment, 3)]
    public async Task However_full_the_day_the_queries_are_few(BoardBy by, int most)
    {
        using var app = new CrmApp();
        var world = await BoardWorld.MakeAsync(app);
        foreach (var hour in new[] { "08:00", "09:00", "10:00", "11:00" }) await world.BookAsync($"Client {hour}", hour);
        foreach (var reader in new[] { world.Desk, world.Marc })
        {
            var actor = await app.RunAsync(s => ((ActorLoader)s.GetService(typeof(ActorLoader))!).LoadAsync(reader.Id, app.Clock.Now));
            var (counter, memory, request) = (new Counter(), new PlaceMemory(), new DayBoard.Request { LocationId = world.Here, Day = BoardWorld.Monday, By = by });
            var connection = await app.DbAsync(db => Task.FromResult(db.Database.GetConnectionString()!));
            await using var db = new SqliteCrmContext(new DbContextOptionsBuilder<SqliteCrmContext>().UseSqlite(connection).AddInterceptors(counter).Options);
            await new DayBoard(db, memory).ReadAsync(actor with { Stamp = "once" }, request);
            var first = counter.Commands;
            await new DayBoard(db, memory).ReadAsync(actor with { Stamp = "once" }, request);
            Assert.InRange(counter.Commands - first, 1, most);
        }
    }

    private sealed class Counter : DbCommandInterceptor
    {
        public int Commands { get; private set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Commands++;
            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }
    }
}
