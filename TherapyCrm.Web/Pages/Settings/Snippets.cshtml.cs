using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Localization;
using TherapyCrm.Web.Pages.Notes;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>The practice's snippets, offered to everybody who writes notes.</summary>
[RequirePermission(Permission.ManagePractice)]
public sealed class PracticeSnippetsPage(NoteSnippets snippets, CurrentActor current, Words words) : SnippetsPage(snippets, current, words)
{
    /// <inheritdoc/>
    public override bool IsShared => true;

    /// <inheritdoc/>
    public override string Address => "/settings/snippets";
}
