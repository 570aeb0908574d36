using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace TherapyCrm.Tests.SqlServer;

/// <summary>Compiles and runs a query, captured while another context was about to compile it, on a context of another provider.</summary>
internal static class QueryReplay
{
    private static readonly MethodInfo RunMethod = typeof(QueryReplay).GetMethod(nameof(RunAs), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <param name="withNulls">Parameters that may be null are: the text differs then.</param>
    public static void Run(DbContext db, Expression query, bool withNulls)
    {
        var visitor = new Rerooting(db.Model);
        var rerooted = visitor.Visit(query);
        if (withNulls && !visitor.Parameters.Values.Any(SampleValues.MayBeNull)) return;
        var element = rerooted.Type.IsGenericType && rerooted.Type.IsAssignableTo(typeof(IQueryable)) ? rerooted.Type.GetGenericArguments()[0] : null;
        var result = element is null ? rerooted.Type : typeof(IEnumerable<>).MakeGenericType(element);
        try
        {
            RunMethod.MakeGenericMethod(result).Invoke(null, [db, rerooted, visitor.Parameters, withNulls]);
        }
        catch (TargetInvocationException e) when (e.InnerException is { } inner)
        {
            if (inner is not InvalidOperationException { Message: "Sequence contains no elements" or "Sequence contains no elements." }) throw inner;
        }
    }

    private static void RunAs<T>(DbContext db, Expression query, Dictionary<string, Type> parameters, bool withNulls)
    {
        var execute = db.GetService<IDatabase>().CompileQuery<T>(query, async: false);
        var context = db.GetService<IQueryContextFactory>().Create();
        foreach (var (name, type) in parameters)
            context.Parameters[name] = withNulls && SampleValues.MayBeNull(type) ? null : SampleValues.Of(type);
        context.InitializeStateManager();
#pragma warning disable EF1001 // There is no public way to a query's command without reading its rows.
        if (execute(context) is not Microsoft.EntityFrameworkCore.Query.Internal.IRelationalQueryingEnumerable rows) return;
        using var command = rows.CreateDbCommand();
#pragma warning restore EF1001
        command.ExecuteReader().Dispose();
    }

    /// <summary>Puts the tables of one model in the place of another's, and notes the parameters. Split queries become one: only its text is asked for.</summary>
    private sealed class Rerooting(IModel model) : ExpressionVisitor
    {
        public Dictionary<string, Type> Parameters { get; } = [];

        protected override Expression VisitExtension(Expression node)
        {
            if (node is EntityQueryRootExpression root)
                return base.VisitExtension(root.UpdateEntityType(model.FindEntityType(root.EntityType.Name)!));
            if (node is QueryParameterExpression parameter) Parameters[parameter.Name] = parameter.Type;
            return base.VisitExtension(node);
        }

        protected override Expression VisitMethodCall(MethodCallExpression node) =>
            node.Method.DeclaringType == typeof(RelationalQueryableExtensions) && node.Method.Name == nameof(RelationalQueryableExtensions.AsSplitQuery)
                ? Visit(node.Arguments[0])
                : base.VisitMethodCall(node);
    }
}
