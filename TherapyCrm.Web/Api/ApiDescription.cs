using Microsoft.AspNetCore.OpenApi;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;

namespace TherapyCrm.Web.Api;

/// <summary>The API's OpenAPI 3.1 document at <c>/openapi/v1.json</c>, and its reference page at <c>/api/docs</c>, for everybody signed in.</summary>
public static class ApiDescription
{
    /// <summary>Name of the document.</summary>
    public const string Document = "v1";

    /// <summary>Adds what writes the document.</summary>
    public static IServiceCollection AddDescription(this IServiceCollection services) => services.AddOpenApi(Document, o =>
    {
        o.OpenApiVersion = Microsoft.OpenApi.OpenApiSpecVersion.OpenApi3_1;
        o.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true && description.RelativePath != "api/docs";
        o.CreateSchemaReferenceId = type => OpenApiOptions.CreateDefaultSchemaReferenceId(type)?.Replace("Json", "", StringComparison.Ordinal);
        o.AddDocumentTransformer<DescribeDocument>();
        o.AddOperationTransformer<DescribeOperation>();
        o.AddSchemaTransformer<DescribeSchema>();
    });

    /// <summary>Maps both.</summary>
    public static void MapDescription(this WebApplication app)
    {
        app.MapOpenApi().WithMetadata(new SignedInAttribute()).RequireRateLimiting(RequestLimits.Api);
        ApiReference.Map(app);
    }
}
