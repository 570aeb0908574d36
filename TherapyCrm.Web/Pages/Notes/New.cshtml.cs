using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Notes;

/// <summary>Opens the draft for a visit or a client; a second press finds the same draft.</summary>
[RequirePermission(Permission.WriteClinical)]
public sealed class NewNotePage(StartNote startNote, CurrentActor current, Words words) : PageModel
{
    /// <summary>Nothing is begun by following a link.</summary>
    public IActionResult OnGet() => Redirect(Url.Content("~/notes"));

    public async Task<IActionResult> OnPostAsync([FromForm] long? appointmentId, [FromForm] long? clientId, [FromForm] long? learnerId, [FromForm] string? division, CancellationToken cancel)
    {
        var outcome = await startNote.RunAsync(current.Actor, new() { AppointmentId = appointmentId, ClientId = clientId, LearnerId = learnerId, Format = Enum.TryParse<NoteFormat>(division, out var format) && format != NoteFormat.Template ? format : null, TemplateId = TemplateOf(division) }, cancel);
        if (!outcome.Succeeded) return this.Done(appointmentId is { } id ? $"/appointments/{id}" : $"/clients/{clientId}/notes", words[outcome.Problems[0].Message, outcome.Problems[0].Args]);
        return this.GoTo(NoteAddress.Of(outcome.Value));
    }

    /// <summary>A template is sent as <c>t</c> with its number, a format by its name.</summary>
    private static long? TemplateOf(string? division) =>
        division is ['t', .. var number] && long.TryParse(number, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var id) ? id : null;
}
