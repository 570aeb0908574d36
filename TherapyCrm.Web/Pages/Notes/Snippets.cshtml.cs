using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Notes;

/// <summary>One's own snippets.</summary>
[RequirePermission(Permission.WriteClinical)]
public sealed class OwnSnippetsPage(NoteSnippets snippets, CurrentActor current, Words words) : SnippetsPage(snippets, current, words)
{
    /// <inheritdoc/>
    public override bool IsShared => false;

    /// <inheritdoc/>
    public override string Address => "/notes/snippets";
}
