using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.SqlClient;

namespace TherapyCrm.Tests.SqlServer;

/// <summary>A connection to no server: each command is parsed, recorded and answered as far as saving needs it.</summary>
public sealed class DryConnection(DrySqlServer server) : DbConnection
{
    private ConnectionState state = ConnectionState.Closed;

    [AllowNull]
    public override string ConnectionString { get; set; } = "Server=dry;Database=crm";
    public override string Database => "crm";
    public override string DataSource => "dry";
    public override string ServerVersion => "16.00.1000";
    public override ConnectionState State => state;

    public override void Open() => state = ConnectionState.Open;
    public override void Close() => state = ConnectionState.Closed;
    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();
    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => new DryTransaction(this, isolationLevel);
    protected override DbCommand CreateDbCommand() => new DryCommand(server) { Connection = this };

    private sealed class DryTransaction(DryConnection connection, IsolationLevel level) : DbTransaction
    {
        public override IsolationLevel IsolationLevel => level;
        protected override DbConnection DbConnection => connection;
        public override void Commit() { }
        public override void Rollback() { }
    }

    /// <summary>Keeps a real command inside, for its parameters only: the provider insists on its own kind.</summary>
    private sealed class DryCommand(DrySqlServer server) : DbCommand
    {
        private readonly SqlCommand parameters = new();

        [AllowNull]
        public override string CommandText { get; set; } = "";
        public override int CommandTimeout { get; set; }
        public override CommandType CommandType { get; set; } = CommandType.Text;
        public override bool DesignTimeVisible { get; set; }
        public override UpdateRowSource UpdatedRowSource { get; set; }
        protected override DbConnection? DbConnection { get; set; }
        protected override DbTransaction? DbTransaction { get; set; }
        protected override DbParameterCollection DbParameterCollection => parameters.Parameters;

        public override void Prepare() { }
        public override void Cancel() { }
        protected override DbParameter CreateDbParameter() => new SqlParameter();

        public override int ExecuteNonQuery()
        {
            server.Run(CommandText, parameters.Parameters);
            return 1;
        }

        public override object? ExecuteScalar() => server.Run(CommandText, parameters.Parameters) is [{ Rows: [[var first, ..], ..] }, ..] ? first : null;

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => new DryReader(server.Run(CommandText, parameters.Parameters));

        protected override void Dispose(bool disposing)
        {
            if (disposing) parameters.Dispose();
            base.Dispose(disposing);
        }
    }
}
