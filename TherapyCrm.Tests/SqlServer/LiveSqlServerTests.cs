using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Tests.SqlServer;

/// <summary>What only a real server can show; the whole suite's commands are proved without one.</summary>
public sealed class LiveSqlServerTests(LiveSqlServer server) : IClassFixture<LiveSqlServer>
{
    [LiveSqlServerFact]
    public async Task The_database_is_migrated_and_its_view_reads()
    {
        await using var db = server.Context();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
        Assert.Empty(await db.AuthLogs.ToListAsync());
    }

    [LiveSqlServerFact]
    public async Task A_slice_taken_twice_is_refused_by_its_key()
    {
        await using var db = server.Context();
        db.Add(Claim(resource: 1));
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
        db.Add(Claim(resource: 1));
        var refusal = await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
        Assert.Equal(2627, Assert.IsType<SqlException>(refusal.InnerException).Number);
        Assert.True(CrmDbContext.IsDuplicate(refusal));
    }

    [LiveSqlServerFact]
    public async Task Of_many_who_want_one_slice_one_gets_it_and_nobody_deadlocks()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(TakeAsync)));
        Assert.Equal(1, outcomes.Count(taken => taken));
    }

    [LiveSqlServerFact]
    public async Task A_stale_change_is_refused()
    {
        await using var first = server.Context();
        var skill = new Skill { Name = "Play therapy" };
        first.Add(skill);
        await first.SaveChangesAsync();
        await using var second = server.Context();
        (await second.Skills.SingleAsync(s => s.Id == skill.Id)).Name = "Sand play";
        await second.SaveChangesAsync();
        skill.Name = "Sandplay";
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => first.SaveChangesAsync());
    }

    private async Task<bool> TakeAsync()
    {
        await using var db = server.Context();
        db.AddRange(Enumerable.Range(100, 12).Select(slice => Claim(resource: 2, slice)));
        try
        {
            await db.InTransactionAsync(() => db.SaveChangesAsync());
            return true;
        }
        catch (DbUpdateException e) when (CrmDbContext.IsDuplicate(e))
        {
            return false;
        }
    }

    private static Occupancy Claim(long resource, int slice = 100) => new() { Kind = OccupancyKind.Room, ResourceId = resource, Slice = slice, Unit = 0 };
}
