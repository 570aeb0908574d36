using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace TherapyCrm.Web.Http;

/// <summary>One sentence about what was just done, carried over the redirect to the next page.</summary>
public static class Notices
{
    /// <summary>Name of the cookie that carries it.</summary>
    public const string Cookie = "crm_notice";
    private const string Key = "notice";

    /// <summary>Shows the sentence on the next page.</summary>
    /// <param name="sentence">In the reader's language.</param>
    public static void NoticeNext(this PageModel page, string sentence) => page.TempData[Key] = sentence;

    /// <summary>The sentence that the page before left, once.</summary>
    public static string? Take(HttpContext http) => http.Request.Cookies.ContainsKey(Cookie)
        ? http.RequestServices.GetRequiredService<ITempDataDictionaryFactory>().GetTempData(http)[Key] as string : null;
}
