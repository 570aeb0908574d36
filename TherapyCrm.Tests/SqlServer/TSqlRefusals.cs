using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace TherapyCrm.Tests.SqlServer;

/// <summary>What parses well and is refused all the same when SQL Server binds it.</summary>
public sealed class TSqlRefusals : TSqlFragmentVisitor
{
    private static readonly HashSet<string> Aggregates = new(StringComparer.OrdinalIgnoreCase) { "SUM", "AVG", "MIN", "MAX", "COUNT", "COUNT_BIG", "STRING_AGG" };

    /// <summary>The reasons, each with SQL Server's error number.</summary>
    public List<string> Found { get; } = [];

    public override void Visit(QueryDerivedTable node) => MustNotOrder(node.QueryExpression);

    public override void Visit(ScalarSubquery node) => MustNotOrder(node.QueryExpression);

    public override void Visit(CommonTableExpression node) => MustNotOrder(node.QueryExpression);

    public override void Visit(FunctionCall node)
    {
        if (!Aggregates.Contains(node.FunctionName.Value) || node.OverClause is not null) return;
        foreach (var argument in node.Parameters)
            if (Holds(argument, f => f is ScalarSubquery || (f is FunctionCall call && call.OverClause is null && Aggregates.Contains(call.FunctionName.Value))))
                Found.Add($"130: {node.FunctionName.Value} over an aggregate or a subquery.");
    }

    public override void Visit(ExpressionGroupingSpecification node)
    {
        if (Holds(node.Expression, f => f is ScalarSubquery)) Found.Add("144: GROUP BY a subquery.");
        if (node.Expression is Literal or VariableReference) Found.Add("164: GROUP BY without a column.");
    }

    public override void Visit(ExpressionWithSortOrder node)
    {
        if (node.Expression is StringLiteral or NumericLiteral) Found.Add("408: ORDER BY a constant.");
    }

    public override void Visit(Identifier node)
    {
        if (node.Value.Length > 128) Found.Add($"103: the name {node.Value} is longer than 128 characters.");
    }

    public override void Visit(ExecutableStringList node)
    {
        if (node.Strings is [StringLiteral text]) TSql.Parse(text.Value);
    }

    private void MustNotOrder(QueryExpression query)
    {
        if (query.OrderByClause is not null && query.OffsetClause is null && query is not QuerySpecification { TopRowFilter: not null } && query.ForClause is null)
            Found.Add("1033: ORDER BY in a subquery without TOP or OFFSET.");
    }

    private static bool Holds(TSqlFragment fragment, Func<TSqlFragment, bool> what)
    {
        var finder = new Finder(what);
        fragment.Accept(finder);
        return finder.Found;
    }

    private sealed class Finder(Func<TSqlFragment, bool> what) : TSqlFragmentVisitor
    {
        public bool Found { get; private set; }

        public override void Visit(TSqlFragment node) => Found |= what(node);
    }
}
