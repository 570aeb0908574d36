using System.Text.Encodings.Web;
using Markdig;
using Markdig.Parsers.Inlines;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace TherapyCrm.Web.Http;

/// <summary>Shows text that was typed in Markdown: headings, lists, emphasis; no HTML, no links, no pictures.</summary>
[HtmlTargetElement("markdown", Attributes = "text", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class MarkdownTagHelper : TagHelper
{
    private static readonly MarkdownPipeline Plain = Pipeline();

    /// <summary>What was typed.</summary>
    public string? Text { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("dir", "auto");
        output.Content.SetHtmlContent(Html(Text));
    }

    /// <summary>The text as HTML that may stand in any page.</summary>
    public static string Html(string? text)
    {
        try
        {
            return Markdown.ToHtml(text ?? "", Plain);
        }
        catch (ArgumentException) // nested deeper than the parser goes, as a line of many > or * is: no reason to keep a record from being read
        {
            return $"<p class=\"user-text pre\">{HtmlEncoder.Default.Encode(text ?? "")}</p>";
        }
    }

    private static MarkdownPipeline Pipeline()
    {
        var builder = new MarkdownPipelineBuilder().DisableHtml().UseSoftlineBreakAsHardlineBreak();
        builder.InlineParsers.TryRemove<LinkInlineParser>();
        builder.InlineParsers.TryRemove<AutolinkInlineParser>();
        return builder.Build();
    }
}
