using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;

namespace TherapyCrm.Domain.Data;

/// <summary>Puts a read on file before its answer leaves (access.md §2).</summary>
internal static class ReadNotes
{
    /// <summary>One client's file was opened.</summary>
    public static Task NoteClientReadAsync(this CrmDbContext db, Actor actor, string action, Client client, CancellationToken cancel) =>
        db.NoteAsync(AuditLog.Line(actor, action, AuditOutcome.Ok, client.Id, client.Id), cancel);

    /// <summary>A list was shown: its filter and how many it found.</summary>
    public static Task NoteListReadAsync(this CrmDbContext db, Actor actor, string action, string filter, int count, CancellationToken cancel) =>
        db.NoteAsync(AuditLog.Line(actor, action, AuditOutcome.Ok, details: $"{filter}; {count}"), cancel);

    // Inside a transaction the shared writer would wait for that very transaction.
    private static async Task NoteAsync(this CrmDbContext db, AuditEntry line, CancellationToken cancel)
    {
        var services = db.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider;
        if (db.Database.CurrentTransaction is null && services?.GetService<ReadLog>() is { } log)
        {
            await log.WriteAsync(line, cancel);
            return;
        }
        db.AuditEntries.Add(line);
        await db.SaveChangesAsync(cancel);
    }
}
