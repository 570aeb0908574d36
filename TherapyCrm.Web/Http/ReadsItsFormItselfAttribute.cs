using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace TherapyCrm.Web.Http;

/// <summary>Keeps the framework from reading a page's form into memory and temporary files; the page reads it as an <see cref="IncomingForm"/>, its token included.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReadsItsFormItselfAttribute : IgnoreAntiforgeryTokenAttribute, IResourceFilter
{
    /// <inheritdoc/>
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        context.ValueProviderFactories.RemoveType<FormValueProviderFactory>();
        context.ValueProviderFactories.RemoveType<FormFileValueProviderFactory>();
        context.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
    }

    /// <inheritdoc/>
    public void OnResourceExecuted(ResourceExecutedContext context) { }
}
