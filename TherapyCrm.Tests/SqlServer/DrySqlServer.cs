using System.Collections.Concurrent;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Tests.SqlServer;

/// <summary>
/// SQL Server without a server: the real provider compiles every query and saves every row, each text is parsed,
/// and the test fails on the first one that SQL Server would refuse.
/// </summary>
public sealed class DrySqlServer
{
    private readonly ConcurrentQueue<DryStatement> statements = new();
    private long lastId = 1000;

    /// <summary>What was sent, in order.</summary>
    public IReadOnlyList<DryStatement> Statements => [.. statements];

    /// <summary>The product's context on the product's options; reading finds no rows, saving succeeds.</summary>
    public SqlServerCrmContext Context(int? maxBatchSize = null)
    {
        var options = new DbContextOptionsBuilder<SqlServerCrmContext>();
        Database.UseSqlServer(options, new DryConnection(this), maxBatchSize);
        return new(options.Options);
    }

    internal List<DryResult> Run(string sql, SqlParameterCollection parameters)
    {
        var batches = TSql.Parse(sql);
        statements.Enqueue(DryStatement.Of(sql, parameters));
        var answers = new DryAnswers(() => Interlocked.Increment(ref lastId));
        foreach (var batch in batches) batch.Accept(answers);
        return answers.Results;
    }
}
