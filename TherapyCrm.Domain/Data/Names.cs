using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace TherapyCrm.Domain.Data;

/// <summary>Gives every column, key and index its snake_case name (contract/tables.tsv).</summary>
internal static class Names
{
    public static void Apply(ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            if (entity.GetViewName() is not null && entity.GetTableName() is null) { Columns(entity); continue; }
            var table = entity.GetTableName();
            if (table is null || entity.IsMappedToJson()) continue;
            Columns(entity);
            foreach (var key in entity.GetKeys()) key.SetName(key.IsPrimaryKey() ? $"pk_{table}" : $"ak_{table}_{Join(key.Properties)}");
            foreach (var foreign in entity.GetForeignKeys())
            {
                foreign.SetConstraintName($"fk_{table}_{Join(foreign.Properties)}");
                foreign.DeleteBehavior = foreign.IsOwnership ? foreign.DeleteBehavior : DeleteBehavior.Restrict;
            }
            foreach (var index in entity.GetIndexes()) index.SetDatabaseName($"{(index.IsUnique ? "ux" : "ix")}_{table}_{Join(index.Properties)}");
        }
    }

    /// <summary>PascalCase to snake_case.</summary>
    public static string Snake(string name)
    {
        var snake = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])))) snake.Append('_');
            snake.Append(char.ToLowerInvariant(name[i]));
        }
        return snake.ToString();
    }

    private static void Columns(IMutableEntityType entity)
    {
        foreach (var property in entity.GetProperties())
            if (property.FindAnnotation(RelationalAnnotationNames.ColumnName) is null)
                property.SetColumnName(Snake(property.Name));
    }

    private static string Join(IEnumerable<IReadOnlyProperty> properties) => string.Join('_', properties.Select(p => Snake(p.Name)));
}
