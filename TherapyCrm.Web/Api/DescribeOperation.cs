using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Api;

/// <summary>Adds what every operation shares: query parameters, the token and the permission it asks for, and the common refusals.</summary>
internal sealed class DescribeOperation : IOpenApiOperationTransformer
{
    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        foreach (var field in metadata.OfType<QueryField>())
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = field.Name, In = ParameterLocation.Query, Description = field.Description,
                Schema = await context.GetOrCreateSchemaAsync(field.Type, null, cancellationToken),
            });
        Refusal(operation, "429", "Too many requests; Retry-After says how long to wait.");
        if (operation.RequestBody is not null)
        {
            Refusal(operation, "413", "The body is larger than 1 MB.");
            Refusal(operation, "415", "The body is not JSON.");
        }
        if (metadata.OfType<AcceptedForm>().FirstOrDefault() is { } form) await TakesFormAsync(operation, context, form.RequestType, cancellationToken);
        if (!metadata.OfType<IAllowAnonymous>().Any()) Guarded(operation, context, metadata);
        var problem = new OpenApiSchemaReference(nameof(ProblemDetails), context.Document); // written out by the operations that name 404 and the like
        foreach (var (_, bare) in operation.Responses!.Where(r => r.Key[0] == '4'))
            if (bare is OpenApiResponse { Content: null } refusal) refusal.Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = problem } };
    }

    private static async Task TakesFormAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, Type type, CancellationToken cancel)
    {
        var schema = await context.GetOrCreateSchemaAsync(type, null, cancel);
        operation.RequestBody = new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType> { ["multipart/form-data"] = new() { Schema = schema } } };
        Refusal(operation, "413", "The form is larger than its files may be.");
        Refusal(operation, "415", "The body is not a form with a file.");
    }

    private static void Guarded(OpenApiOperation operation, OpenApiOperationTransformerContext context, IList<object> metadata)
    {
        AddHeaders(operation, context.Description.HttpMethod);
        operation.Security = [new() { [new OpenApiSecuritySchemeReference("bearer", context.Document)] = [] }];
        Refusal(operation, "401", "No token, or one that does not count.");
        if (metadata.OfType<RequirePermissionAttribute>().LastOrDefault() is not { } door) return;
        Refusal(operation, "403", "The permission is not held.");
        operation.Description = $"{operation.Description} Needs {StoredText.Of(door.Permission)}.".TrimStart();
    }

    private static void AddHeaders(OpenApiOperation operation, string? method)
    {
        if (method == "POST") Header("Idempotency-Key", "Names this request; the same key again is answered like the first time.");
        if (method == "PUT") Header("If-Match", "The ETag of the version that was seen; version in the body does as well.");

        void Header(string name, string description) => (operation.Parameters ??= []).Add(new OpenApiParameter
        {
            Name = name, In = ParameterLocation.Header, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
    }

    private static void Refusal(OpenApiOperation operation, string status, string description)
    {
        operation.Responses ??= [];
        if (!operation.Responses.ContainsKey(status)) operation.Responses[status] = new OpenApiResponse { Description = description };
    }
}
