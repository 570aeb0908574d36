using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;

namespace TherapyCrm.Tests.SqlServer;

/// <summary>Refuses the values that SQLite keeps and SQL Server does not: text and numbers too large for their column, keys it gives itself.</summary>
internal sealed class SaveLimits : SaveChangesInterceptor
{
    public static readonly SaveLimits Instance = new();

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Check(eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Check(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    private static void Check(DbContext db)
    {
        foreach (var entry in db.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified && !e.Metadata.IsMappedToJson()))
            foreach (var property in entry.Properties.Where(p => entry.State == EntityState.Added || p.IsModified))
                if (Refusal(entry, property) is { } reason)
                    throw new TSqlRefusedException("", [$"{reason} ({entry.Metadata.GetTableName()}.{property.Metadata.GetColumnName()})"]);
    }

    private static string? Refusal(EntityEntry entry, PropertyEntry property) => property.CurrentValue switch
    {
        string text when property.Metadata.GetMaxLength() is > 0 and var most && text.Length > most => $"2628: text of {text.Length} characters, at most {most} fit",
        decimal number when !Fits(number, property.Metadata) => $"8115: {number} does not fit decimal({property.Metadata.GetPrecision()},{property.Metadata.GetScale()})",
        long or int when entry.State == EntityState.Added && IsIdentity(property.Metadata) && !property.IsTemporary && Convert.ToInt64(property.CurrentValue, null) != 0 =>
            "544: an explicit value for a key that the database gives",
        _ => null,
    };

    private static bool IsIdentity(IProperty property) => property.IsPrimaryKey() && property.ValueGenerated == ValueGenerated.OnAdd;

    /// <summary>True when it is neither too large nor silently rounded.</summary>
    private static bool Fits(decimal number, IProperty property) =>
        property.GetPrecision() is not { } precision || property.GetScale() is not { } scale
        || (decimal.Round(number, scale) == number && Math.Abs(number) < (decimal)Math.Pow(10, precision - scale));
}
