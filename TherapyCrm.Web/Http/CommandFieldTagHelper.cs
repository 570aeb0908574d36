using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace TherapyCrm.Web.Http;

/// <summary>Gives every posting form a command id of its own, so that a second press is answered like the first.</summary>
[HtmlTargetElement("form", Attributes = "[method=post]")]
public sealed class CommandFieldTagHelper : TagHelper
{
    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var field = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        field.Attributes["type"] = "hidden";
        field.Attributes["name"] = "__command";
        field.Attributes["value"] = Guid.NewGuid().ToString();
        output.PostContent.AppendHtml(field);
    }
}
