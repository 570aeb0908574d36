using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace TherapyCrm.Web.Api;

/// <summary>Says what the API is and how to sign in to it.</summary>
internal sealed class DescribeDocument : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Therapy CRM",
            Version = ApiDescription.Document,
            Description = """
                Everything the pages do, over HTTP. Sign in at `POST /api/auth/login` and send the access token as `Authorization: Bearer …`; it counts for ten minutes.

                Out of sight is 404, in sight but not allowed is 403. A single record carries `ETag` and `version`: send one of them back with `PUT` (428 without, 412 when stale).
                `POST` takes an `Idempotency-Key`; the same key again is answered like the first time. Refusals are `application/problem+json`.
                """,
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT", Description = "The access token of POST /api/auth/login." },
        };
        return Task.CompletedTask;
    }
}
