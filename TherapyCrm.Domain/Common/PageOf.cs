namespace TherapyCrm.Domain.Common;

/// <summary>One page of a list, with the size of the whole.</summary>
/// <param name="Page">1-based.</param>
/// <param name="PageSize">1 to 200.</param>
/// <param name="Total">Rows in the whole list that the reader may see.</param>
public sealed record PageOf<T>(IReadOnlyList<T> Items, int Page, int PageSize, int Total)
{
    /// <summary>Number of pages, at least 1.</summary>
    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);
}
