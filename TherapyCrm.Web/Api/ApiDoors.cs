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

    /// <summary>Answers 422 with <c>errors</c>.</summary>
    public static RouteHandlerBuilder MayRefuse(this RouteHandlerBuilder door, params int[] statuses)
    {
        foreach (var status in statuses) door.ProducesProblem(status);
        return door;
    }
}

/// <summary>One page of a list.</summary>
public sealed record PageJson<T>(IReadOnlyList<T> Items, int Page, int PageSize, int Total);
