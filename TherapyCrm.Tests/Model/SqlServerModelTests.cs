using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace TherapyCrm.Tests.Model;

public sealed partial class SqlServerModelTests
{
    private static readonly IReadOnlyList<ITable> Tables = [.. Models.SqlServer.Tables];

    [Fact]
    public void No_delete_reaches_a_table_on_two_ways() => Assert.Empty(SqlServerLimits.CascadeTangles(Models.SqlServer));

    [Fact]
    public void Rows_are_deleted_on_purpose_only() =>
        Assert.Empty(Tables.SelectMany(t => t.ForeignKeyConstraints).Where(f => f.OnDeleteAction == Microsoft.EntityFrameworkCore.Migrations.ReferentialAction.Cascade).Select(f => f.Name));

    [Fact]
    public void Every_key_fits_its_index() => Assert.Empty(Tables.SelectMany(t => t.UniqueConstraints)
        .Where(k => !(SqlServerLimits.KeyBytes(k.Columns) <= (IsClustered(k) ? SqlServerLimits.ClusteredKeyBytes : SqlServerLimits.IndexKeyBytes))).Select(k => k.Name));

    [Fact]
    public void Every_index_has_a_key_of_bounded_size() => Assert.Empty(Tables.SelectMany(t => t.Indexes)
        .Where(i => !(SqlServerLimits.KeyBytes(i.Columns) <= SqlServerLimits.IndexKeyBytes)).Select(i => i.Name));

    [Fact]
    public void Every_name_fits() => Assert.DoesNotContain(Names(), n => n.Length > SqlServerLimits.NameLength);

    [Fact]
    public void Every_name_is_lower_case_words_and_used_once()
    {
        Assert.All(Names(), n => Assert.Matches(NamePattern(), n));
        Assert.Empty(Constraints().GroupBy(n => n).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    [Fact]
    public void Constraints_are_named_by_us() => Assert.All(Constraints(), n => Assert.Matches("^(pk|ak|fk|ix|ux|ck)_", n));

    [Fact]
    public void No_default_of_a_column_goes_without_a_name() =>
        Assert.Empty(Models.SqlServer.AllColumns().Where(c => c.Column is IColumn { DefaultValueSql: not null } or IColumn { DefaultValue: not null }).Select(c => $"{c.Table}.{c.Column.Name}"));

    [Fact]
    public void Only_types_are_used_that_every_server_of_the_protocol_has() =>
        Assert.Empty(Models.SqlServer.AllColumns().Where(c => c.Column.StoreType.Split('(')[0] is "json" or "vector" or "rowversion" or "hierarchyid" or "geography" or "xml"
            || TooFine().IsMatch(c.Column.StoreType)).Select(c => $"{c.Table}.{c.Column.Name} {c.Column.StoreType}"));

    [Fact]
    public void No_table_is_temporal() =>
        Assert.Empty(Models.SqlServer.Model.GetEntityTypes().Where(t => t.IsTemporal()).Select(t => t.Name));

    private static bool IsClustered(IUniqueConstraint key) => key.MappedKeys.All(k => k.IsClustered() ?? k.IsPrimaryKey());

    private static IEnumerable<string> Constraints() => Tables.SelectMany(t => t.UniqueConstraints.Select(u => u.Name)
        .Concat(t.ForeignKeyConstraints.Select(f => f.Name)).Concat(t.Indexes.Select(i => i.Name)).Concat(t.CheckConstraints.Select(c => c.Name!)));

    private static IEnumerable<string> Names() => Tables.Select(t => t.Name).Concat(Constraints()).Concat(Models.SqlServer.AllColumns().Select(c => c.Column.Name));

    [GeneratedRegex("^[a-z][a-z0-9_]*$")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^(datetime|smalldatetime|(datetime2|datetimeoffset|time)(\(7\))?)$")]
    private static partial Regex TooFine();
}
