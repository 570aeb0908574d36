using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Tests.SqlServer;

public sealed class QueryCollectorTests : IDisposable
{
    private readonly SqliteCrmContext db;
    private readonly int before = QueryCollector.Instance.Statements.Count;

    public QueryCollectorTests()
    {
        var options = new DbContextOptionsBuilder<SqliteCrmContext>();
        Database.UseSqlite(options, "Data Source=:memory:");
        QueryCollector.Attach(options);
        db = new(options.Options);
        db.Database.OpenConnection();
        db.Database.EnsureCreated();
    }

    [Fact]
    public async Task A_query_run_on_SQLite_is_compiled_for_SQL_Server_too()
    {
        long[] rooms = [4, 5];
        var from = Instant.FromUtc(2026, 1, 1, 0, 0);
        await db.Appointments.Where(a => rooms.Contains(a.RoomId!.Value) && a.StartTime >= from && a.Client!.SearchText.Contains("markerone"))
            .Select(a => new { a.Title, Names = a.Staff.Select(s => s.User!.FirstName).ToList() }).OrderBy(a => a.Title).Take(3).ToListAsync();
        Assert.Contains(New(), s => s.Contains("markerone", StringComparison.Ordinal) && s.Contains("TOP(", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Counts_sums_bulk_changes_and_split_queries_are_compiled_too()
    {
        string? word = "marker_two";
        await db.Clients.CountAsync(c => c.MiddleName == word);
        await db.ServiceCodes.Where(s => s.Notes == word).SumAsync(s => s.Rate);
        await db.Blocks.Where(b => b.Notes == word).ExecuteDeleteAsync();
        await db.Blocks.Where(b => b.Notes == word).ExecuteUpdateAsync(s => s.SetProperty(b => b.Title, b => b.Title + word));
        await db.Clients.AsSplitQuery().Include(c => c.Learners).Include(c => c.Contacts).Where(c => c.Pronouns == word).ToListAsync();
        await db.Clients.Where(c => db.Appointments.Any(a => a.ClientId == c.Id && a.Status == AppointmentStatus.NoShow)).Select(c => c.Id).ToListAsync();
        var sql = New();
        Assert.Contains(sql, s => s.Contains("COUNT(*)", StringComparison.Ordinal) && s.Contains("middle_name] = @", StringComparison.Ordinal));
        Assert.Contains(sql, s => s.Contains("COUNT(*)", StringComparison.Ordinal) && s.Contains("middle_name] IS NULL", StringComparison.Ordinal));
        Assert.Contains(sql, s => s.Contains("SUM(", StringComparison.Ordinal));
        Assert.Contains(sql, s => s.StartsWith("DELETE", StringComparison.Ordinal));
        Assert.Contains(sql, s => s.StartsWith("UPDATE", StringComparison.Ordinal));
        Assert.Contains(sql, s => s.Contains("[contacts]", StringComparison.Ordinal) && s.Contains("[learners]", StringComparison.Ordinal));
        Assert.Contains(sql, s => s.Contains("EXISTS", StringComparison.Ordinal));
        QueryCollector.Instance.AssertClean();
    }

    private List<string> New() => [.. QueryCollector.Instance.Statements.Skip(before).Select(s => s.Sql)];

    public void Dispose() => db.Dispose();
}
