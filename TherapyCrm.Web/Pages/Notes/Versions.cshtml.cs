using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Notes;

/// <summary>Every version of a note with what changed since the one before, word by word.</summary>
[RequirePermission(Permission.ViewClinical)]
public sealed class NoteVersionsPage(NotePage notePage, CurrentActor current, Words words) : PageModel
{
    [FromRoute] public long Id { get; set; }

    /// <summary>The note.</summary>
    public NoteView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        View = await notePage.RunAsync(current.Actor, Id, cancel);
        return View.Versions.Count == 0 ? Redirect(Url.Content($"~/notes/{Id}")) : Page();
    }

    /// <summary>The parts of a version under their headings, each with what changed since the version before.</summary>
    public IEnumerable<(string Heading, IReadOnlyList<DiffPart> Changes)> Changes(int index)
    {
        var (now, before) = (Parts(View.Versions[index].Body), index + 1 < View.Versions.Count ? Parts(View.Versions[index + 1].Body) : null);
        foreach (var heading in now.Keys.Union(before?.Keys.AsEnumerable() ?? []).ToList())
        {
            var (was, text) = (before?.GetValueOrDefault(heading) ?? "", now.GetValueOrDefault(heading) ?? "");
            if (was.Length + text.Length > 0) yield return (heading, WordDiff.Between(before is null ? text : was, text));
        }
    }

    private Dictionary<string, string> Parts(NoteBody body)
    {
        var facts = body.Facts;
        var parts = new Dictionary<string, string>
        {
            [words["Session"]] = string.Join(", ", new object?[] { facts.Date?.ToString("d MMM yyyy", System.Globalization.CultureInfo.CurrentCulture), facts.Time, facts.Minutes is { } m ? words["{0} min", m] : null,
                facts.Modality, facts.SessionFormat, facts.IsConsultation ? words["Consultation"] : null, facts.IsProBono ? words["Pro bono"] : null }.Where(p => p is not null)),
        };
        foreach (var section in body.Sections) parts[words[section.Heading]] = section.Text;
        foreach (var said in (body.Progress ?? []).GroupBy(p => p.Goal)) parts[words["Progress: {0}", said.Key]] = string.Join("\n", said.Select(p => string.Join("\n", new[] { ProgressWords.Of(words, p), p.Remark }.Where(t => !string.IsNullOrEmpty(t)))));
        (parts[words["Mood"]], parts[words["Affect"]], parts[words["Risk"]]) = (body.Mood ?? "", body.Affect ?? "", body.Risk ?? "");
        return parts;
    }
}
