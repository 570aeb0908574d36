using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Tests.SqlServer;

public sealed class QueryCollectorTests : IDisposable
{
    private readonly SqliteCrmContext db;
    private readonly int before = QueryCollector.Instance.Statements.Count;

    public QueryCollectorTests()
    {
        db = Context(QueryCollector.Instance);
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

    [Fact]
    public async Task A_query_that_SQL_Server_would_refuse_fails_where_it_is_made()
    {
        var collector = new QueryCollector();
        await using var other = Context(collector);
        var refusal = await Assert.ThrowsAsync<TSqlRefusedException>(() => other.Clients.FromSqlRaw("SELECT * FROM clients LIMIT 3").Select(c => c.LastName).ToListAsync());
        Assert.Contains("LIMIT", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(collector.AssertClean);
    }

    [Fact]
    public async Task A_name_that_only_SQLite_has_is_found_at_the_end()
    {
        var collector = new QueryCollector();
        await using var other = Context(collector);
        await Assert.ThrowsAnyAsync<Exception>(() => other.Clients.FromSqlRaw("SELECT c.*, c.rowid FROM clients AS c").Select(c => c.LastName).ToListAsync());
        Assert.Contains("rowid", Assert.Throws<InvalidOperationException>(collector.AssertClean).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_does_not_fit_its_column_is_refused()
    {
        db.Add(new Skill { Name = new string('x', 201) });
        await Assert.ThrowsAsync<TSqlRefusedException>(() => db.SaveChangesAsync());
    }

    [Fact]
    public async Task Words_of_SQLite_only_are_refused()
    {
        await using var other = Context(new QueryCollector());
        await Assert.ThrowsAsync<TSqlRefusedException>(() => other.Database.ExecuteSqlRawAsync("DELETE FROM blocks WHERE id IN (SELECT id FROM blocks LIMIT 1)"));
    }

    private List<string> New() => [.. QueryCollector.Instance.Statements.Skip(before).Select(s => s.Sql)];

    private static SqliteCrmContext Context(QueryCollector collector)
    {
        var options = new DbContextOptionsBuilder<SqliteCrmContext>();
        Database.UseSqlite(options, "Data Source=:memory:");
        collector.Attach(options);
        return new(options.Options);
    }

    public void Dispose() => db.Dispose();
}
