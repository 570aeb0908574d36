using Microsoft.EntityFrameworkCore.Metadata;

namespace TherapyCrm.Tests.Model;

public sealed class BothModelsTests
{
    [Fact]
    public void Both_databases_have_the_same_tables_and_columns() => Assert.Equal(Columns(Models.SqlServer), Columns(Models.Sqlite));

    [Fact]
    public void Both_databases_have_the_same_keys_and_references() => Assert.Equal(Keys(Models.SqlServer), Keys(Models.Sqlite));

    [Fact]
    public void Both_databases_have_the_same_indexes() => Assert.Equal(Indexes(Models.SqlServer), Indexes(Models.Sqlite));

    private static IEnumerable<string> Columns(IRelationalModel model) =>
        model.AllColumns().Select(c => $"{c.Table}.{c.Column.Name} {c.Column.ProviderClrType.Name} {(c.Column.IsNullable ? "null" : "not null")}").Order(StringComparer.Ordinal);

    private static IEnumerable<string> Keys(IRelationalModel model) => model.Tables
        .SelectMany(t => t.UniqueConstraints.Select(u => $"{u.Name}: {Join(u.Columns)}")
            .Concat(t.ForeignKeyConstraints.Select(f => $"{f.Name}: {Join(f.Columns)} -> {f.PrincipalTable.Name}({Join(f.PrincipalColumns)}) {f.OnDeleteAction}")))
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Indexes(IRelationalModel model) => model.Tables
        .SelectMany(t => t.Indexes.Select(i => $"{i.Name} on {t.Name}: {Join(i.Columns)} {(i.IsUnique ? "unique" : "")}")).Order(StringComparer.Ordinal);

    private static string Join(IEnumerable<IColumn> columns) => string.Join(", ", columns.Select(c => c.Name));
}
