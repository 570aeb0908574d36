using Microsoft.EntityFrameworkCore;

namespace TherapyCrm.Tests.SqlServer;

public sealed class DacFxTests
{
    [Fact]
    public void The_database_compiles() => Assert.Empty(DacModel.Problems(DacModel.Schema()));

    [Fact]
    public async Task Every_column_of_every_table_and_view_is_found()
    {
        var server = new DrySqlServer();
        await using var db = server.Context();
        await db.AuthLogs.ToListAsync();
        await db.Clients.Include(c => c.Learners).Include(c => c.Contacts).ToListAsync();
        await db.Appointments.Include(a => a.Staff).Include(a => a.Equipment).Include(a => a.Participants).ToListAsync();
        await db.Users.Include(u => u.Skills).Include(u => u.Locations).ToListAsync();
        Assert.Equal(4, server.Statements.Count);
        Assert.Empty(DacModel.Unresolved(server.Statements));
    }

    [Theory]
    [InlineData("SELECT c.[nickname] FROM [clients] AS c WHERE c.[id] = @id", "nickname")]
    [InlineData("SELECT c.[id] FROM [customers] AS c WHERE c.[id] = @id", "customers")]
    public void A_name_the_database_does_not_have_is_reported(string sql, string name) =>
        Assert.Contains(DacModel.Unresolved([new(sql, "@id bigint")]), p => p.Contains(name, StringComparison.Ordinal));

    [Theory]
    [InlineData("CREATE INDEX [ix_bad] ON [clients] ([nickname]);")]
    [InlineData("ALTER TABLE [learners] ADD CONSTRAINT [fk_bad] FOREIGN KEY ([client_id]) REFERENCES [clients] ([last_name]);")]
    [InlineData("CREATE VIEW [bad] AS SELECT [nickname] FROM [clients];")]
    public void A_broken_object_is_reported(string sql) => Assert.NotEmpty(DacModel.Problems([.. DacModel.Schema(), sql]));
}
