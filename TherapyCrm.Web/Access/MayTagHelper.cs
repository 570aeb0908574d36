using Microsoft.AspNetCore.Razor.TagHelpers;
using TherapyCrm.Domain.Access;

namespace TherapyCrm.Web.Access;

/// <summary>Shows an element only to who holds the permission: <c>&lt;a may="EditClients" …&gt;</c>. It spares a dead end; the door itself still asks.</summary>
[HtmlTargetElement(Attributes = "may")]
public sealed class MayTagHelper(CurrentActor current) : TagHelper
{
    /// <summary>What must be held.</summary>
    public Permission May { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (!current.Actor.May(May)) output.SuppressOutput();
    }
}
