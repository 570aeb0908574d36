using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Shared;

/// <summary>Puts label, hint and error around one control and ties them together for everybody who cannot see that they belong together.</summary>
[HtmlTargetElement("field", Attributes = "for")]
public sealed class FieldTagHelper(Words words) : TagHelper
{
    /// <summary>The property whose errors are shown.</summary>
    public required ModelExpression For { get; set; }

    /// <summary>What is asked for, in the reader's language.</summary>
    public string Label { get; set; } = "";

    /// <summary>A line that helps to answer; stays while typing.</summary>
    public string? Hint { get; set; }

    /// <summary>True for what may be left empty.</summary>
    public bool Optional { get; set; }

    /// <summary>The request's view.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    private string Name => ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);

    private string Id => TagBuilder.CreateSanitizedId(Name, "_");

    private string? Error => ViewContext.ViewData.ModelState.TryGetValue(Name, out var entry) ? entry.Errors.FirstOrDefault()?.ErrorMessage : null;

    /// <inheritdoc/>
    public override void Init(TagHelperContext context)
    {
        string?[] described = [Hint is null ? null : $"{Id}-hint", Error is null ? null : $"{Id}-error"];
        context.Items[typeof(FieldTagHelper)] = (Id, DescribedBy: string.Join(' ', described.OfType<string>()), Invalid: Error is not null);
    }

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("field", HtmlEncoder.Default);
        var label = Element("label", Label);
        label.Attributes["for"] = Id;
        if (Optional) label.InnerHtml.Append(" ").AppendHtml(Element("span", $"({words["optional"]})", "optional"));
        output.PreContent.SetHtmlContent(label);
        output.Content = await output.GetChildContentAsync();
        if (Hint is not null) output.PostContent.AppendHtml(Element("p", Hint, "hint", $"{Id}-hint"));
        if (Error is not null) output.PostContent.AppendHtml(Element("p", Error, "field-error", $"{Id}-error"));
    }

    private static TagBuilder Element(string name, string text, string? css = null, string? id = null)
    {
        var element = new TagBuilder(name);
        if (css is not null) element.AddCssClass(css);
        if (id is not null) element.Attributes["id"] = id;
        element.InnerHtml.Append(text);
        return element;
    }
}

/// <summary>Gives a control its looks, and inside a field its hint and error.</summary>
[HtmlTargetElement("input", Attributes = "asp-for")]
[HtmlTargetElement("input", Attributes = "data-combobox")]
[HtmlTargetElement("select", Attributes = "asp-for")]
[HtmlTargetElement("textarea", Attributes = "asp-for")]
public sealed class ControlTagHelper : TagHelper
{
    /// <summary>After the framework's own, which set type and id.</summary>
    public override int Order => 10;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var type = output.Attributes["type"]?.Value.ToString();
        if (type is "hidden" or "checkbox" or "radio" or "file") return;
        output.AddClass(output.TagName, HtmlEncoder.Default);
        if (!context.Items.TryGetValue(typeof(FieldTagHelper), out var item)) return;
        var (id, describedBy, invalid) = ((string, string, bool))item;
        if (output.Attributes["id"]?.Value.ToString() != id) return;
        if (describedBy.Length > 0) output.Attributes.SetAttribute("aria-describedby", describedBy);
        if (invalid) output.Attributes.SetAttribute("aria-invalid", "true");
    }
}
