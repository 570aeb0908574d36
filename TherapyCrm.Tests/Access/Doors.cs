using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Access;

/// <summary>One way into the application: a page's handler or an endpoint, by method and address.</summary>
internal sealed record Door(string Method, string Route, string? Handler, IReadOnlyList<object> Metadata)
{
    private const string StaticFilesInDevelopment = "{**path:file}";

    /// <summary>As the matrix names it.</summary>
    public string Name => $"{Method} /{Route}{(Handler is null ? "" : $"?handler={Handler}")}";

    /// <summary>An address through it, for records that do not exist unless an id is given.</summary>
    public string Address(long id = 999_999)
    {
        var path = string.Join('/', RoutePatternFactory.Parse(Route).PathSegments.Select(s => string.Concat(s.Parts.Select(p => Text(p, id)))));
        return $"/{path.TrimEnd('/')}{(Handler is null ? "" : $"?handler={Handler}")}";
    }

    /// <summary>Every way in; Razor Pages hide their handlers behind one endpoint, so the page loader is asked.</summary>
    public static async Task<IReadOnlyList<Door>> AllAsync(CrmApp app)
    {
        var doors = new List<Door>();
        var loader = app.Services.GetRequiredService<PageLoader>();
        foreach (var page in app.Services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items.OfType<PageActionDescriptor>())
        {
            var compiled = await loader.LoadAsync(page, new());
            var (route, metadata) = (page.AttributeRouteInfo!.Template!, (IReadOnlyList<object>)[.. compiled.EndpointMetadata ?? [], .. compiled.Endpoint?.Metadata ?? []]);
            doors.Add(new("GET", route, null, metadata)); // without a handler of its own it shows the page
            doors.AddRange(compiled.HandlerMethods.Where(h => (h.HttpMethod.ToUpperInvariant(), h.Name) is not ("GET", null)).Select(h => new Door(h.HttpMethod.ToUpperInvariant(), route, h.Name, metadata)));
        }
        foreach (var endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is null && endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null && endpoint.RoutePattern.RawText != StaticFilesInDevelopment)
                foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
                    doors.Add(new(method, endpoint.RoutePattern.RawText!.TrimStart('/'), null, [.. endpoint.Metadata]));
        return [.. doors.DistinctBy(d => d.Name).OrderBy(d => d.Route, StringComparer.Ordinal).ThenBy(d => d.Name, StringComparer.Ordinal)];
    }

    private static string Text(RoutePatternPart part, long id) => part switch
    {
        RoutePatternParameterPart parameter when parameter.ParameterPolicies.Any(p => p.Content is "long" or "int") || parameter.Name.EndsWith("id", StringComparison.OrdinalIgnoreCase) =>
            parameter.Name == "code" ? "404" : $"{id}",
        RoutePatternParameterPart parameter => parameter.IsOptional ? "" : parameter.ParameterPolicies.Any(p => p.Content == "guid") ? $"{Guid.Empty}" : "x",
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        _ => "",
    };
}
