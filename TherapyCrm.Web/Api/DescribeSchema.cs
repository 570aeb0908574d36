using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NodaTime;

namespace TherapyCrm.Web.Api;

/// <summary>Describes times and days, which the generator does not know.</summary>
internal sealed class DescribeSchema : IOpenApiSchemaTransformer
{
    private static readonly Dictionary<Type, (string? Format, string Description, string Example)> Times = new()
    {
        [typeof(OffsetDateTime)] = ("date-time", "ISO 8601 with offset.", "2026-11-23T14:00:00-07:00"),
        [typeof(Instant)] = ("date-time", "ISO 8601 in UTC.", "2026-11-23T21:00:00Z"),
        [typeof(LocalDate)] = ("date", "A day.", "2026-11-23"),
        [typeof(LocalTime)] = (null, "Local time, HH:mm.", "14:00"),
    };

    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        var (inner, isNullable) = (Nullable.GetUnderlyingType(type) ?? type, Nullable.GetUnderlyingType(type) is not null);
        if (!Times.TryGetValue(inner, out var time)) return Task.CompletedTask;
        schema.Type = isNullable ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
        schema.Format = time.Format;
        schema.Description ??= time.Description;
        schema.Examples = [time.Example];
        return Task.CompletedTask;
    }
}
