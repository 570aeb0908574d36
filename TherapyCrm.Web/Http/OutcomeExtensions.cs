using Htmx;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Http;

/// <summary>Turns what an operation answered into what the browser gets: the form again with its problems, or the next page.</summary>
public static class OutcomeExtensions
{
    /// <summary>The form again, with the problems at their fields: the partial for a fragment request, else the whole page; 422, or 409 and 412 where only those stand in the way.</summary>
    /// <param name="partial">Lies beside its page; its model is the page.</param>
    /// <param name="prefix">The bound property that the problems' fields belong to.</param>
    public static IActionResult ShowForm(this PageModel page, string partial, IReadOnlyList<Problem>? problems = null, string prefix = "Form")
    {
        page.AddProblems(problems ?? [], prefix);
        var status = StatusOf(problems ?? []);
        if (page.Request.IsHtmx())
            return new PartialViewResult { ViewName = partial, StatusCode = status, ViewData = new ViewDataDictionary(page.ViewData) { Model = page } };
        page.Response.StatusCode = status;
        return page.Page();
    }

    /// <summary>Puts the problems at their fields, in the reader's language.</summary>
    public static void AddProblems(this PageModel page, IEnumerable<Problem> problems, string prefix = "Form")
    {
        var words = page.HttpContext.RequestServices.GetRequiredService<Words>();
        foreach (var problem in problems)
            page.ModelState.AddModelError(
                problem.Field.Length == 0 || prefix.Length == 0 ? problem.Field : $"{prefix}.{problem.Field}", words[problem.Message, problem.Args]);
    }

    /// <summary>Goes to the next page after a change, which says what was done.</summary>
    public static IActionResult Done(this PageModel page, string url, string notice)
    {
        page.NoticeNext(notice);
        return page.GoTo(url);
    }

    /// <summary>Goes to the next page after a change: by redirect, or by htmx's own.</summary>
    public static IActionResult GoTo(this PageModel page, string url)
    {
        var address = page.Request.PathBase.Value + url;
        if (!page.Request.IsHtmx()) return new LocalRedirectResult(address);
        page.Response.Headers["HX-Redirect"] = address;
        return new StatusCodeResult(StatusCodes.Status204NoContent);
    }

    private static int StatusOf(IReadOnlyList<Problem> problems) => problems switch
    {
        { Count: > 0 } when problems.All(p => p.Kind == ProblemKind.Stale) => StatusCodes.Status412PreconditionFailed,
        { Count: > 0 } when problems.All(p => p.Kind is ProblemKind.Conflict or ProblemKind.Warning) => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
