using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>The instruments that assessments are answered with.</summary>
[RequirePermission(Permission.ManagePractice)]
public sealed class AssessmentsPage(AssessmentDefinitions definitions, CurrentActor current) : PageModel
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<AssessmentDefinitionRow> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => Rows = await definitions.AllAsync(current.Actor, cancel);
}
