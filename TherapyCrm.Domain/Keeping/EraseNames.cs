using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Keeping;

/// <summary>
/// Overwrites every readable text of one client's record, whatever table it lies in: what a new table holds goes by itself, unless it is listed here as
/// telling nothing about anybody. What is sealed goes with its key.
/// </summary>
public sealed class EraseNames(CrmDbContext db)
{
    /// <summary>What stands where a name was.</summary>
    public const string Blank = "–";

    /// <summary>Tables that tell what the practice did; they are kept as they are.</summary>
    public static readonly IReadOnlySet<Type> Proof = new HashSet<Type>
    {
        typeof(AuditEntry), typeof(BreakGlassAccess), typeof(RecordPermission), typeof(ClientKey), typeof(LegalHold), typeof(DestructionRequest), typeof(DestructionCertificate),
    };

    /// <summary>Columns without which a row cannot be read any more, and which tell nothing about anybody.</summary>
    public static readonly IReadOnlySet<string> Harmless = new HashSet<string>
    {
        "clients.file_number", "appointments.time_zone", "appointment_recurrence_patterns.time_zone", "appointment_recurrence_patterns.days_of_week", "appointment_recurrence_patterns.dates", "schedule_changes.action", "client_revisions.action",
        "documents.file_path", "documents.file_type", "documents.mime_type", "documents.encryption_key_id",
    };

    /// <summary>Inside the transaction that ends the record.</summary>
    public async Task RunAsync(long clientId, Instant now, CancellationToken cancel)
    {
        var sql = db.GetService<ISqlGenerationHelper>();
        foreach (var type in Owned(db.Model))
        {
            var sets = Readable(type).Select(p => $"{sql.DelimitIdentifier(p.GetColumnName())} = {Value(p)}").ToList();
            if (sets.Count == 0) continue;
            var owner = sql.DelimitIdentifier(type.ClrType == typeof(Client) ? "id" : type.FindProperty("ClientId")!.GetColumnName());
            var update = $"UPDATE {sql.DelimitIdentifier(type.GetTableName()!)} SET {string.Join(", ", sets)} WHERE {owner} = {{0}}"; // names of the model, never of a request
            await db.Database.ExecuteSqlRawAsync(update, [clientId], cancel);
        }
        // A change of a group session tells of everybody in it.
        var sessions = db.AppointmentParticipants.Where(p => p.ClientId == clientId).Select(p => (long?)p.AppointmentId);
        await db.ScheduleChanges.Where(s => sessions.Contains(s.AppointmentId)).ExecuteUpdateAsync(u => u.SetProperty(s => s.Before, (string?)null).SetProperty(s => s.After, (string?)null), cancel);
        var patterns = db.RecurrencePatterns.Where(r => r.ClientId == clientId).Select(r => r.Id);
        await db.SeriesDates.Where(s => patterns.Contains(s.RecurrencePatternId)).ExecuteUpdateAsync(u => u.SetProperty(s => s.Wanted, (string?)null).SetProperty(s => s.Problem, (string?)null), cancel);
        await db.Clients.Where(c => c.Id == clientId).ExecuteUpdateAsync(u => u.SetProperty(c => c.SearchText, c => " " + c.FileNumber + " ")
            .SetProperty(c => c.Status, ClientStatus.Archived).SetProperty(c => c.ArchivedAt, now).SetProperty(c => c.Version, c => c.Version + 1), cancel);
    }

    /// <summary>The tables whose rows belong to one client.</summary>
    public static IEnumerable<IEntityType> Owned(IModel model) => model.GetEntityTypes().Where(t => t.GetTableName() is not null && !t.IsOwned() && !Proof.Contains(t.ClrType)
        && (t.ClrType == typeof(Client) || t.FindProperty("ClientId") is not null));

    /// <summary>The columns of a table in which something about somebody can be read.</summary>
    public static IEnumerable<IProperty> Readable(IEntityType type) => type.GetProperties().Where(p =>
        (p.ClrType == typeof(string) || p.Name.StartsWith("DateOfBirth", StringComparison.Ordinal)) && !p.IsPrimaryKey() && !Harmless.Contains($"{type.GetTableName()}.{p.GetColumnName()}"));

    private static string Value(IProperty property) => property.IsNullable ? "NULL" : $"'{Blank}'";
}
