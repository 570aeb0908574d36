using System.Data;
using System.Globalization;
using Microsoft.Data.SqlClient;

namespace TherapyCrm.Tests.SqlServer;

/// <summary>A command that SQL Server would have been sent.</summary>
/// <param name="Sql">The text.</param>
/// <param name="Declarations">Its parameters with their types, as a procedure declares them.</param>
public sealed record DryStatement(string Sql, string Declarations)
{
    /// <summary>SQL Server takes no more parameters than this in one command.</summary>
    private const int MostParameters = 2100;

    /// <summary>Takes a command down.</summary>
    public static DryStatement Of(string sql, SqlParameterCollection parameters)
    {
        if (parameters.Count >= MostParameters) throw new TSqlRefusedException(sql, [$"8003: {parameters.Count} parameters."]);
        return new(sql, string.Join(", ", parameters.Cast<SqlParameter>().Select(p => $"{Name(p)} {Type(p)}")));
    }

    private static string Name(SqlParameter parameter) => parameter.ParameterName.StartsWith('@') ? parameter.ParameterName : $"@{parameter.ParameterName}";

    private static string Type(SqlParameter parameter)
    {
        var type = parameter.SqlDbType.ToString().ToLowerInvariant();
        return parameter.SqlDbType switch
        {
            SqlDbType.NVarChar or SqlDbType.VarChar or SqlDbType.VarBinary =>
                $"{type}({(parameter.Size is > 0 and <= 4000 ? parameter.Size.ToString(CultureInfo.InvariantCulture) : "max")})",
            SqlDbType.Decimal => $"decimal({Math.Max(parameter.Precision, (byte)18)},{parameter.Scale})",
            SqlDbType.DateTime2 or SqlDbType.Time or SqlDbType.DateTimeOffset => $"{type}({parameter.Scale})",
            _ => type,
        };
    }
}
