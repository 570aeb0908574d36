using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace TherapyCrm.Tests.SqlServer;

/// <summary>One result set: a name for each column, and its rows.</summary>
public sealed record DryResult(IReadOnlyList<string> Columns, IReadOnlyList<object?[]> Rows);

/// <summary>
/// Works out from the parsed text what SQL Server would answer: no rows for a SELECT, and for an OUTPUT clause
/// what saving waits for (numbers for generated keys, the position in a MERGE, 1 for a row that was changed).
/// </summary>
public sealed class DryAnswers(Func<long> nextId) : TSqlFragmentVisitor
{
    /// <summary>In the order of the statements.</summary>
    public List<DryResult> Results { get; } = [];

    public override void Visit(SelectStatement node)
    {
        if (node.Into is null && node.QueryExpression is QuerySpecification { SelectElements: var elements } && !elements.Any(e => e is SelectSetVariable))
            Results.Add(new([.. elements.Select(NameOf)], elements is [SelectScalarExpression { Expression: VariableReference }] ? [[0]] : []));
        else if (node.Into is null && node.QueryExpression is not QuerySpecification)
            Results.Add(new([], []));
    }

    public override void Visit(InsertSpecification node) => Answer(node.OutputClause, (node.InsertSource as ValuesInsertSource)?.RowValues.Count ?? 1);

    public override void Visit(UpdateSpecification node) => Answer(node.OutputClause, 1);

    public override void Visit(DeleteSpecification node) => Answer(node.OutputClause, 1);

    public override void Visit(MergeSpecification node) => Answer(node.OutputClause, (node.TableReference as InlineDerivedTable)?.RowValues.Count ?? 1);

    private void Answer(OutputClause? output, int rows)
    {
        if (output is null) return;
        var columns = output.SelectColumns;
        Results.Add(new([.. columns.Select(NameOf)], [.. Enumerable.Range(0, rows).Select(row => columns.Select(c => (object?)Value(c, row)).ToArray())]));
    }

    private long Value(SelectElement column, int row) => column switch
    {
        SelectScalarExpression { Expression: IntegerLiteral one } => long.Parse(one.Value, System.Globalization.CultureInfo.InvariantCulture),
        _ when NameOf(column) == "_Position" => row,
        _ => nextId(),
    };

    private static string NameOf(SelectElement element) => element is not SelectScalarExpression scalar
        ? ""
        : scalar.ColumnName?.Value ?? (scalar.Expression as ColumnReferenceExpression)?.MultiPartIdentifier?.Identifiers[^1].Value ?? "";
}
