using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace TherapyCrm.Web.Http;

/// <summary>Gives every posting form a command id of its own, so that a second press is answered like the first, and the antiforgery token where the framework does not.</summary>
[HtmlTargetElement("form", Attributes = "[method=post]")]
public sealed class CommandFieldTagHelper(IHtmlGenerator html) : TagHelper
{
    /// <summary>The request's view.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var field = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        field.Attributes["type"] = "hidden";
        field.Attributes["name"] = "__command";
        field.Attributes["value"] = Guid.NewGuid().ToString();
        output.PostContent.AppendHtml(field);
        if (NeedsToken(context)) output.PostContent.AppendHtml(html.GenerateAntiforgery(ViewContext));
    }

    // The framework takes a form with an action for one that leaves the site. None of ours does.
    private static bool NeedsToken(TagHelperContext context) =>
        context.AllAttributes["action"]?.Value?.ToString() is { Length: > 0 } && !context.AllAttributes.ContainsName("asp-antiforgery");
}
