using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>What documents are filed under.</summary>
[RequirePermission(Permission.ManagePractice)]
public sealed class DocumentCategoriesPage(DocumentRules rules) : PageModel
{
    /// <summary>All of them, by name.</summary>
    public IReadOnlyList<DocumentCategory> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => Rows = await rules.AllAsync(cancel);
}
