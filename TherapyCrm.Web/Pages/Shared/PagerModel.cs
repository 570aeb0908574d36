using Microsoft.AspNetCore.WebUtilities;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Web.Pages.Shared;

/// <summary>Which page of a list is shown and how to reach the others, keeping every filter of the address.</summary>
/// <param name="Target">The element that a page change replaces, as a CSS selector.</param>
public sealed record PagerModel(int Page, int PageSize, int Pages, int Total, string Path, IReadOnlyDictionary<string, string?> Query, string Target)
{
    /// <summary>The pager of a list on the page of this request.</summary>
    public static PagerModel Of<T>(PageOf<T> page, HttpRequest request, string target = "#list") => new(
        page.Page, page.PageSize, page.Pages, page.Total, request.PathBase + request.Path,
        request.Query.Where(pair => pair.Key != "page").ToDictionary(pair => pair.Key, pair => (string?)pair.Value.ToString()), target);

    /// <summary>1-based number of the first row shown; 0 in an empty list.</summary>
    public int First => Total == 0 ? 0 : ((Page - 1) * PageSize) + 1;

    /// <summary>1-based number of the last row shown.</summary>
    public int Last => Math.Min(Total, Page * PageSize);

    /// <summary>The address of another page of the list.</summary>
    public string Href(int page) => QueryHelpers.AddQueryString(Path, Query.Append(new("page", page.ToString(System.Globalization.CultureInfo.InvariantCulture))));

    /// <summary>The page numbers worth offering; 0 stands for a gap.</summary>
    public IEnumerable<int> Numbers()
    {
        var last = 0;
        foreach (var page in Enumerable.Range(1, Pages).Where(page => page == 1 || page == Pages || Math.Abs(page - Page) <= 1))
        {
            if (page - last > 1) yield return 0;
            yield return last = page;
        }
    }
}
