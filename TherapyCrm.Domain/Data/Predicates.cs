using System.Linq.Expressions;

namespace TherapyCrm.Domain.Data;

/// <summary>Joins conditions into one that the databases can translate, and drops what is always true or false.</summary>
internal static class Predicates
{
    public static Expression<Func<T, bool>> Or<T>(this Expression<Func<T, bool>> a, Expression<Func<T, bool>> b) =>
        Expression.Lambda<Func<T, bool>>(Either(a.Body, Put(b, a.Parameters)), a.Parameters);

    public static Expression<Func<T1, T2, bool>> Or<T1, T2>(this Expression<Func<T1, T2, bool>> a, Expression<Func<T1, T2, bool>> b) =>
        Expression.Lambda<Func<T1, T2, bool>>(Either(a.Body, Put(b, a.Parameters)), a.Parameters);

    public static Expression<Func<T, bool>> And<T>(this Expression<Func<T, bool>> a, Expression<Func<T, bool>> b) =>
        Expression.Lambda<Func<T, bool>>(Both(a.Body, Put(b, a.Parameters)), a.Parameters);

    public static Expression<Func<T1, T2, bool>> And<T1, T2>(this Expression<Func<T1, T2, bool>> a, Expression<Func<T1, T2, bool>> b) =>
        Expression.Lambda<Func<T1, T2, bool>>(Both(a.Body, Put(b, a.Parameters)), a.Parameters);

    public static Expression<Func<T1, T2, bool>> Not<T1, T2>(this Expression<Func<T1, T2, bool>> a) =>
        Expression.Lambda<Func<T1, T2, bool>>(Expression.Not(a.Body), a.Parameters);

    /// <summary>Asks the rule of the client and learner that a row names.</summary>
    public static Expression<Func<T, bool>> On<T, T1, T2>(
        this Expression<Func<T1, T2, bool>> rule, Expression<Func<T, T1>> first, Expression<Func<T, T2>> second)
    {
        var row = first.Parameters[0];
        var swap = new Swap([(rule.Parameters[0], first.Body), (rule.Parameters[1], new Swap([(second.Parameters[0], row)]).Visit(second.Body)!)]);
        return Expression.Lambda<Func<T, bool>>(swap.Visit(rule.Body)!, row);
    }

    private static Expression Put(LambdaExpression lambda, System.Collections.ObjectModel.ReadOnlyCollection<ParameterExpression> parameters) =>
        new Swap([.. lambda.Parameters.Select((p, i) => ((Expression)p, (Expression)parameters[i]))]).Visit(lambda.Body)!;

    private static Expression Either(Expression a, Expression b) => (a, b) switch
    {
        (ConstantExpression { Value: true }, _) or (_, ConstantExpression { Value: false }) => a,
        (ConstantExpression { Value: false }, _) or (_, ConstantExpression { Value: true }) => b,
        _ => Expression.OrElse(a, b),
    };

    private static Expression Both(Expression a, Expression b) => (a, b) switch
    {
        (ConstantExpression { Value: false }, _) or (_, ConstantExpression { Value: true }) => a,
        (ConstantExpression { Value: true }, _) or (_, ConstantExpression { Value: false }) => b,
        _ => Expression.AndAlso(a, b),
    };

    private sealed class Swap((Expression From, Expression To)[] pairs) : ExpressionVisitor
    {
        public override Expression? Visit(Expression? node)
        {
            foreach (var (from, to) in pairs)
                if (from == node) return to;
            return base.Visit(node);
        }
    }
}
