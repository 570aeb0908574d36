using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Web.Api;

/// <summary>A request's JSON body: what was sent, or what is wrong with it by itself, property by property.</summary>
public sealed class Body<T> : IEndpointParameterMetadataProvider where T : class
{
    private static readonly JsonNamingPolicy Names = JsonNamingPolicy.CamelCase;

    private Body(T? value, IReadOnlyList<Problem> problems) => (Value, Problems) = (value, problems);

    /// <summary>What was sent; complete when there are no problems.</summary>
    public T? Value { get; }

    /// <summary>Missing, unknown and misshapen properties.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    /// <summary>Reads it; called by the framework.</summary>
    /// <exception cref="BadHttpRequestException">It is not JSON at all (415), or too large (413).</exception>
    public static async ValueTask<Body<T>> BindAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType()) throw new BadHttpRequestException("Send JSON.", StatusCodes.Status415UnsupportedMediaType);
        if (context.Request.ContentLength > Hosting.CrmServices.LargestBody)
            throw new BadHttpRequestException("The body is too large.", StatusCodes.Status413PayloadTooLarge);
        try
        {
            var value = await context.Request.ReadFromJsonAsync<T>(ApiJson.Options, context.RequestAborted);
            return value is null ? new(null, [Problem.Invalid("", "Please send a JSON object.")]) : new(value, [.. Missing(value, "")]);
        }
        catch (JsonException e)
        {
            return new(null, [Problem.Invalid(JsonPaths.Property(e), e.Path is null ? "This is not JSON." : JsonPaths.Sentence(e))]);
        }
    }

    /// <summary>Tells the API's description what is accepted.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new Accepted());

    private static IEnumerable<Problem> Missing(object value, string path)
    {
        foreach (var (property, isRequired) in WriteModel.Properties(value.GetType()))
        {
            var (name, sent) = (path + Names.ConvertName(property.Name), property.GetValue(value));
            if (isRequired && sent is null or "") yield return Problem.Invalid(name, "Please fill this in.");
            if (sent is not System.Collections.IEnumerable list || sent is string) continue;
            var index = 0;
            foreach (var item in list)
            {
                if (item is null) yield return Problem.Invalid($"{name}[{index}]", "Please fill this in.");
                else if (item.GetType().Namespace == typeof(WriteModel).Namespace)
                    foreach (var problem in Missing(item, $"{name}[{index}].")) yield return problem;
                index++;
            }
        }
    }

    private sealed class Accepted : IAcceptsMetadata
    {
        public IReadOnlyList<string> ContentTypes { get; } = ["application/json"];
        public Type? RequestType => typeof(T);
        public bool IsOptional => false;
    }
}

/// <summary>The properties of what may be written, and which of them must be.</summary>
internal static class WriteModel
{
    private static readonly ConcurrentDictionary<Type, (PropertyInfo, bool)[]> Known = new();

    public static (PropertyInfo Property, bool IsRequired)[] Properties(Type type) => Known.GetOrAdd(type, static t =>
        [.. t.GetProperties().Select(p => (p, p.GetCustomAttribute<RequiredAttribute>() is not null))]);
}

/// <summary>Where in the body the reader stumbled, in the API's own names.</summary>
internal static class JsonPaths
{
    /// <summary>Such as <c>equipment[0].quantity</c>; empty for the whole.</summary>
    public static string Property(JsonException e) => (e.Path ?? "").TrimStart('$').TrimStart('.') is { Length: <= 100 } path ? path : "";

    /// <summary>What is wrong, without a type's name.</summary>
    public static string Sentence(JsonException e) =>
        e.Message.Contains("could not be mapped", StringComparison.Ordinal) ? "This property is not known."
        : e.Message.Contains("uplicate", StringComparison.Ordinal) ? "This property is given twice."
        : "This value is not of the right kind.";
}
