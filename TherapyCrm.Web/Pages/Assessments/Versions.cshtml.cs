using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Assessments;

/// <summary>Every version of an assessment with what changed since the one before, word by word.</summary>
[RequirePermission(Permission.ViewClinical)]
public sealed class AssessmentVersionsPage(AssessmentPage assessmentPage, CurrentActor current, Words words) : PageModel
{
    [FromRoute] public long Id { get; set; }

    /// <summary>The assessment.</summary>
    public AssessmentView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        View = await assessmentPage.RunAsync(current.Actor, Id, cancel: cancel);
        return View.Versions.Count == 0 ? Redirect(Url.Content($"~/assessments/{Id}/edit")) : Page();
    }

    /// <summary>The parts of a version that changed, or all that it says when it is the first.</summary>
    public IEnumerable<(string Heading, IReadOnlyList<DiffPart> Changes)> Changes(int index)
    {
        var now = AssessmentParts.Of(View.Versions[index].Body, View.Instrument, words);
        var before = index + 1 < View.Versions.Count ? AssessmentParts.Of(View.Versions[index + 1].Body, View.Instrument, words).ToLookup(p => p.Heading, p => p.Text) : null;
        foreach (var (heading, text) in now)
        {
            var was = before is null ? text : before[heading].FirstOrDefault() ?? "";
            if (before is null ? text.Length > 0 : was != text) yield return (heading, WordDiff.Between(was, text));
        }
    }
}
