namespace TherapyCrm.Tests.SqlServer;

/// <summary>Runs on the server that <c>CRM_TEST_SQLSERVER</c> names; without one the runner says that it did not.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LiveSqlServerFactAttribute : FactAttribute
{
    /// <summary>A connection string whose user may create databases.</summary>
    public static readonly string? Server = Environment.GetEnvironmentVariable("CRM_TEST_SQLSERVER");

    public LiveSqlServerFactAttribute()
    {
        if (string.IsNullOrWhiteSpace(Server)) Skip = "Not run: CRM_TEST_SQLSERVER names no live SQL Server.";
    }
}
