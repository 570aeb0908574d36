using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;

namespace TherapyCrm.Web.Pages.Clients;

/// <summary>Works out a fee while it is typed; nothing is stored.</summary>
[RequirePermission(Permission.ViewClients)]
public sealed class FeePage : PageModel
{
    public IActionResult OnGet([FromQuery] FeeQuestion question) => this.Fragment("_FeePreview", question);
}
