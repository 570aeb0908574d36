using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Access;

/// <summary>Reads are on file before their answers leave, or the answer does not leave.</summary>
public sealed class ReadLogTests : IDisposable
{
    private readonly CrmApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Many_reads_at_once_are_all_on_file_when_they_return()
    {
        var (log, by) = (app.Services.GetRequiredService<ReadLog>(), new Actor { UserId = 7, Now = app.Clock.Now });
        await Task.WhenAll(Enumerable.Range(1, 300).Select(n => log.OneAsync(by, "client.read", n, n)));
        Assert.Equal(300, await app.DbAsync(db => db.AuditEntries.CountAsync(a => a.Action == "client.read")));
    }

    [Fact]
    public async Task A_read_that_cannot_be_put_on_file_is_refused_and_the_log_recovers()
    {
        var (log, by) = (app.Services.GetRequiredService<ReadLog>(), new Actor { UserId = 7, Now = app.Clock.Now });
        await app.DbAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE audit_entries RENAME TO away"));
        await Assert.ThrowsAsync<AuditUnavailableException>(() => log.ListAsync(by, "client.listed", "status=ACTIVE", 3));
        await app.DbAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE away RENAME TO audit_entries"));
        await log.ListAsync(by, "client.listed", "status=ACTIVE", 3);
        Assert.Equal("status=ACTIVE; 3", await app.DbAsync(db => db.AuditEntries.Select(a => a.Details).SingleAsync()));
    }
}
