using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewEngines;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace TherapyCrm.Web.Http;

/// <summary>Writes a partial into text, for what is not an answer to a request: prints and letters.</summary>
public sealed class RazorText(ICompositeViewEngine engine, ITempDataProvider tempData, IServiceProvider services)
{
    /// <summary>The partial with its model.</summary>
    /// <param name="path">From the root, such as <c>/Pages/Print/_WholeFile.cshtml</c>.</param>
    public async Task<string> OfAsync<T>(string path, T model)
    {
        var found = engine.GetView(null, path, isMainPage: false);
        if (!found.Success) throw new InvalidOperationException($"There is no {path}.");
        var action = new ActionContext(new DefaultHttpContext { RequestServices = services }, new RouteData(), new ActionDescriptor());
        await using var text = new StringWriter();
        var data = new ViewDataDictionary<T>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = model };
        await found.View.RenderAsync(new ViewContext(action, found.View, data, new TempDataDictionary(action.HttpContext, tempData), text, new HtmlHelperOptions()));
        return text.ToString();
    }
}
