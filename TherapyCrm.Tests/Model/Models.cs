using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using TherapyCrm.Domain.Data;
using TherapyCrm.Tests.SqlServer;

namespace TherapyCrm.Tests.Model;

/// <summary>The two providers' models, down to tables and columns.</summary>
internal static class Models
{
    public static IRelationalModel SqlServer { get; } = Of(new DrySqlServer().Context());

    public static IRelationalModel Sqlite { get; } = Of(SqliteContext());

    private static SqliteCrmContext SqliteContext()
    {
        var options = new DbContextOptionsBuilder<SqliteCrmContext>();
        Database.UseSqlite(options, "Data Source=:memory:");
        return new(options.Options);
    }

    private static IRelationalModel Of(DbContext db)
    {
        using (db) return db.GetService<IDesignTimeModel>().Model.GetRelationalModel();
    }

    /// <summary>Columns of tables and views alike.</summary>
    public static IEnumerable<(string Table, IColumnBase Column)> AllColumns(this IRelationalModel model) =>
        model.Tables.SelectMany(t => t.Columns.Select(c => (t.Name, (IColumnBase)c)))
            .Concat(model.Views.SelectMany(v => v.Columns.Select(c => (v.Name, (IColumnBase)c))));
}
