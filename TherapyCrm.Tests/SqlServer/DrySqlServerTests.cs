using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Tests.SqlServer;

public sealed class DrySqlServerTests
{
    private readonly DrySqlServer server = new();

    [Fact]
    public async Task A_query_is_sent_as_SQL_Server_speaks_it_and_finds_nothing()
    {
        await using var db = server.Context();
        long[] rooms = [1, 2, 3];
        Assert.Empty(await db.Appointments.Where(a => rooms.Contains(a.RoomId!.Value)).Include(a => a.Staff).OrderBy(a => a.StartTime).Skip(10).Take(5).ToListAsync());
        Assert.Null(await db.Clients.FirstOrDefaultAsync(c => c.SearchText.Contains("lee")));
        Assert.Contains("OFFSET", server.Statements[0].Sql, StringComparison.Ordinal);
        Assert.Contains("TOP(1)", server.Statements[1].Sql, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    public async Task Every_table_can_be_inserted_into_changed_and_deleted_from(int? maxBatchSize)
    {
        await using var db = server.Context(maxBatchSize);
        foreach (var type in db.Model.GetEntityTypes().Where(t => t.GetTableName() is not null && !t.IsOwned()))
        {
            var rows = Enumerable.Range(1, 5).Select(n => Row(db, type, n)).ToList();
            await db.SaveChangesAsync();
            var appendOnly = type.ClrType == typeof(AuditEntry) || type.ClrType == typeof(AuditSeal);
            foreach (var row in rows.Where(_ => !appendOnly)) Touch(row);
            await db.SaveChangesAsync();
            if (appendOnly) continue;
            foreach (var row in rows) row.State = EntityState.Deleted;
            await db.SaveChangesAsync();
        }
        var merges = server.Statements.Count(s => s.Sql.Contains("MERGE", StringComparison.Ordinal));
        Assert.True(maxBatchSize == 1 ? merges == 0 : merges > 0);
    }

    [Fact]
    public async Task Generated_numbers_come_back_to_their_rows()
    {
        await using var db = server.Context();
        var skills = Enumerable.Range(0, 6).Select(n => new Skill { Name = $"Skill {n}" }).ToList();
        db.AddRange(skills);
        await db.SaveChangesAsync();
        Assert.Equal(6, skills.Select(s => s.Id).Where(id => id > 0).Distinct().Count());
    }

    [Fact]
    public async Task Transactions_updates_and_deletes_in_bulk_go_through()
    {
        await using var db = server.Context();
        await db.InTransactionAsync(async () =>
        {
            await db.Occupancies.Where(o => o.Slice < 5).ExecuteDeleteAsync();
            return await db.Appointments.Where(a => a.Status == AppointmentStatus.NoShow).ExecuteUpdateAsync(s => s.SetProperty(a => a.Notes, "x"));
        });
        Assert.Equal(2, server.Statements.Count);
    }

    [Theory]
    [InlineData("SELECT id FROM clients LIMIT 5")]
    [InlineData("SELECT t.id FROM (SELECT id FROM clients ORDER BY id) AS t")]
    [InlineData("SELECT SUM((SELECT COUNT(*) FROM learners)) FROM clients")]
    [InlineData("SELECT 1 FROM clients GROUP BY (SELECT 1)")]
    public void What_SQL_Server_refuses_fails(string sql) => Assert.Throws<TSqlRefusedException>(() => TSql.Parse(sql));

    private static EntityEntry Row(DbContext db, IEntityType type, int number)
    {
        var entry = db.Entry(System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type.ClrType));
        foreach (var property in type.GetProperties().Where(p => !(p.ValueGenerated == ValueGenerated.OnAdd && p.IsPrimaryKey())))
            if (!property.IsNullable || !property.IsForeignKey()) entry.Property(property.Name).CurrentValue = Value(property.ClrType, number);
        entry.State = EntityState.Added;
        return entry;
    }

    private static object Value(Type type, int number)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return $"x{number}";
        if (type == typeof(Guid)) return new Guid(number, 0, 0, new byte[8]);
        if (type == typeof(byte[])) return new[] { (byte)number };
        if (type.IsEnum && Enum.GetValues(type) is { } values) return values.GetValue(number % values.Length)!;
        if (type == typeof(long) || type == typeof(int)) return Convert.ChangeType(number, type, System.Globalization.CultureInfo.InvariantCulture);
        return SampleValues.Of(type);
    }

    private static void Touch(EntityEntry row)
    {
        foreach (var property in row.Properties.Where(p => !p.Metadata.IsKey() && !p.Metadata.IsForeignKey() && p.Metadata.GetAfterSaveBehavior() == PropertySaveBehavior.Save))
            property.IsModified = true;
    }
}
