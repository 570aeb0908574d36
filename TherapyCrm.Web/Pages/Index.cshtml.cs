using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Pages;

/// <summary>The start page.</summary>
[SignedIn]
public sealed class TodayPage : PageModel
{
    public void OnGet() { }
}
