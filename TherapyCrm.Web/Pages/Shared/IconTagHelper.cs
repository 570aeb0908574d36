using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace TherapyCrm.Web.Pages.Shared;

/// <summary>Draws an icon of the sprite: decorative, unless it is given a label because no text stands beside it.</summary>
[HtmlTargetElement("icon", Attributes = "name", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class IconTagHelper : TagHelper
{
    // A page draws dozens: its sprite is looked up once, and each name's markup is kept.
    private static readonly ConcurrentDictionary<(string Sprite, string Name), HtmlString> used = [];

    /// <summary>A name from <c>wwwroot-assets/icons/names.txt</c>.</summary>
    public string Name { get; set; } = "";

    /// <summary>What a screen reader says; null for an icon that only decorates a text.</summary>
    public string? Label { get; set; }

    /// <summary>The request's view.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        var classes = output.Attributes["class"]?.Value.ToString();
        output.Attributes.SetAttribute("class", classes is null ? "icon" : $"icon {classes}");
        if (Label is null) output.Attributes.SetAttribute("aria-hidden", "true");
        else
        {
            output.Attributes.SetAttribute("role", "img");
            output.Attributes.SetAttribute("aria-label", Label);
        }
        output.Content.SetHtmlContent(used.GetOrAdd((Sprite(ViewContext.HttpContext), Name), static u => new HtmlString($"<use href=\"{HtmlEncoder.Default.Encode($"{u.Sprite}#{u.Name}")}\"></use>")));
    }

    // The fingerprinted address can be cached for ever, and a new version's icons show at once.
    private static string Sprite(HttpContext http)
    {
        if (http.Items[typeof(IconTagHelper)] is string known) return known;
        var assets = http.GetEndpoint()?.Metadata.GetMetadata<ResourceAssetCollection>();
        var sprite = $"{http.Request.PathBase}/{assets?["icons.svg"] ?? "icons.svg"}";
        http.Items[typeof(IconTagHelper)] = sprite;
        return sprite;
    }
}
