using TherapyCrm.Domain.Access;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Api;

/// <summary>How an endpoint says what it asks, what it takes and what it is for.</summary>
public static class ApiDoors
{
    /// <summary>Opens to who holds the permission on anything at all.</summary>
    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder door, Permission permission) =>
        door.WithMetadata(new RequirePermissionAttribute(permission));

    /// <summary>Opens to whoever is signed in, for what is their own.</summary>
    public static RouteHandlerBuilder ForTheSignedIn(this RouteHandlerBuilder door) => door.WithMetadata(new SignedInAttribute());

    /// <summary>Names, summary and description in the API's document.</summary>
    public static RouteHandlerBuilder Described(this RouteHandlerBuilder door, string name, string summary, string? description = null)
    {
        door.WithName(name).WithSummary(summary);
        return description is null ? door : door.WithDescription(description);
    }

    /// <summary>A parameter of the query.</summary>
    public static RouteHandlerBuilder Query<T>(this RouteHandlerBuilder door, string name, string description) =>
        door.WithMetadata(new QueryField(name, typeof(T), description));

    /// <summary>The parameters of a paged list.</summary>
    public static RouteHandlerBuilder Paged<TSort>(this RouteHandlerBuilder door) where TSort : struct, Enum => door
        .Query<TSort>("sort", "Order of the list; a leading minus turns it round.")
        .Query<int>("page", "Page wanted, from 1.")
        .Query<int>("pageSize", $"Rows a page: 1 to {ApiQuery.LargestPage}, 50 when not given.");

    /// <summary>The refusals of its own: 422 with <c>errors</c>, 409 with what is in the way.</summary>
    public static RouteHandlerBuilder MayRefuse(this RouteHandlerBuilder door, params int[] statuses)
    {
        foreach (var status in statuses)
            _ = status switch
            {
                409 => door.Produces<InTheWayJson>(409, "application/problem+json"),
                422 => door.Produces<InvalidJson>(422, "application/problem+json"),
                _ => door.ProducesProblem(status),
            };
        return door;
    }
}

/// <summary>Some values cannot be accepted.</summary>
/// <param name="Errors">Sentences by property; an empty name is the whole.</param>
public sealed record InvalidJson(string Type, string Title, int Status, IReadOnlyDictionary<string, IReadOnlyList<string>> Errors);

/// <summary>Something stands in the way: what it needs is taken (conflicts, with ways out), or must be confirmed (warnings).</summary>
public sealed record InTheWayJson(
    string Type, string Title, int Status, string? Detail, IReadOnlyList<ConflictJson> Conflicts, IReadOnlyList<AlternativeJson> Alternatives,
    IReadOnlyList<WarningJson> Warnings, IReadOnlyDictionary<string, IReadOnlyList<string>> Errors);

/// <summary>One page of a list.</summary>
public sealed record PageJson<T>(IReadOnlyList<T> Items, int Page, int PageSize, int Total);
