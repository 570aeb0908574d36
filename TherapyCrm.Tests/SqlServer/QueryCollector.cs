using System.Collections.Concurrent;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Tests.SqlServer;

/// <summary>
/// Hands each distinct LINQ query that the tests run on SQLite to the SQL Server provider as well, and parses what comes out.
/// A query that SQL Server would refuse fails where it is made, and once more when all tests have run.
/// </summary>
public sealed class QueryCollector : IQueryExpressionInterceptor, ISingletonInterceptor
{
    private readonly DrySqlServer server = new();
    private readonly ConcurrentQueue<TSqlRefusedException> refused = new();

    private readonly RawSqlCollector rawSql;

    /// <summary>One that nobody asks at the end of the run.</summary>
    internal QueryCollector() => rawSql = new(this);

    /// <summary>
    /// The one of this run. As a singleton interceptor it parts the contexts that carry it from those that do not, so that
    /// no query compiled without it is missed with it.
    /// </summary>
    public static QueryCollector Instance { get; } = new();

    /// <summary>The commands so far, each once.</summary>
    public IReadOnlyList<DryStatement> Statements => [.. server.Statements.DistinctBy(s => s.Sql)];

    /// <summary>Lets the collector see a context's queries, commands and saves.</summary>
    public void Attach(DbContextOptionsBuilder options) => options.AddInterceptors(this, rawSql, SaveLimits.Instance, CommandLimits.Instance);

    /// <inheritdoc/>
    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData)
    {
        if (eventData.Context is SqliteCrmContext) Replay(queryExpression);
        return queryExpression;
    }

    /// <summary>Throws with every query that was refused, and every name in them that the database does not have.</summary>
    public void AssertClean()
    {
        var statements = Statements;
        var unresolved = statements.Count == 0 ? [] : DacModel.Unresolved(statements);
        if (!refused.IsEmpty || unresolved.Count > 0)
            throw new InvalidOperationException(string.Join("\n\n", refused.Select(r => r.Message).Concat(unresolved)));
    }

    /// <summary>Parses a command written by hand.</summary>
    internal void Check(string sql) => Guard(sql, () => TSql.Parse(sql));

    private void Replay(Expression query) => Guard(ExpressionPrinter.Print(query), () =>
    {
        foreach (var withNulls in new[] { false, true })
        {
            using var db = server.Context();
            QueryReplay.Run(db, query, withNulls);
        }
    });

    private void Guard(string origin, Action check)
    {
        try
        {
            check();
        }
        catch (Exception e)
        {
            var refusal = new TSqlRefusedException("", [e.Message], origin, e);
            refused.Enqueue(refusal);
            throw refusal;
        }
    }
}
