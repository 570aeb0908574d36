using Htmx;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace TherapyCrm.Web.Http;

/// <summary>What pages that answer fragment requests share.</summary>
public static class HtmxPages
{
    /// <summary>True when htmx asks for a fragment, not for a page kept in its history.</summary>
    public static bool WantsFragment(this PageModel page) => page.Request.IsHtmx() && !page.Request.Headers.ContainsKey("HX-History-Restore-Request");

    /// <summary>The partial alone for a fragment request, else the whole page.</summary>
    public static IActionResult PageOr(this PageModel page, string partial) =>
        page.WantsFragment() ? page.Fragment(partial, page) : page.Page();

    /// <summary>A partial beside the page, with a model of its own.</summary>
    public static PartialViewResult Fragment(this PageModel page, string partial, object model) =>
        new() { ViewName = partial, ViewData = new ViewDataDictionary<object>(page.ViewData, model) };

    /// <summary>Fires an event of <c>events.js</c> in the browser after the swap.</summary>
    public static void Trigger(this HttpResponse response, string name, object? detail = null) => response.Htmx(h => h.WithTrigger(name, detail));
}
