using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Hosting;

namespace TherapyCrm.Web.Api;

/// <summary>A request's JSON body: what was sent, or what is wrong with it by itself, property by property.</summary>
public sealed record Body<T>(T? Value, IReadOnlyList<Problem> Problems) : IEndpointParameterMetadataProvider where T : class
{
    /// <summary>Reads it; called by the framework.</summary>
    /// <exception cref="BadHttpRequestException">It is not JSON at all (415), or too large (413).</exception>
    public static async ValueTask<Body<T>> BindAsync(HttpContext context)
    {
        var (sent, problem) = await BodyReader.ObjectAsync(context);
        return problem is null ? BodyReader.Read<T>(sent!) : new(null, [problem]);
    }

    /// <summary>Tells the API's description what is accepted.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new AcceptedJson(typeof(T)));
}

/// <summary>The body of an edit: what it names changes, what it leaves out stays as it is.</summary>
public sealed record Changes<T>(JsonObject? Sent, Problem? Problem) : IEndpointParameterMetadataProvider where T : class
{
    /// <inheritdoc cref="Body{T}.BindAsync"/>
    public static async ValueTask<Changes<T>> BindAsync(HttpContext context)
    {
        var (sent, problem) = await BodyReader.ObjectAsync(context);
        return new(sent, problem);
    }

    /// <summary>True when the body names the property.</summary>
    public bool Has(string name) => Sent?.ContainsKey(name) == true;

    /// <summary>The record as it is, with the changes laid over it; what is sent back just as it was shown is no change.</summary>
    /// <param name="shown">The record as a read shows it.</param>
    /// <param name="version">The version it has; null when it has none.</param>
    public Body<T> Over(HttpContext http, T current, object shown, int? version)
    {
        if (Problem is not null) return new(null, [Problem]);
        var (whole, read) = (ObjectOf(current), ObjectOf(shown));
        foreach (var (name, value) in Sent!)
        {
            var isShown = read.TryGetPropertyValue(name, out var was);
            if (isShown && JsonNode.DeepEquals(was, value) && (value is JsonObject or JsonArray || !whole.ContainsKey(name))) continue;
            if (isShown && !whole.ContainsKey(name)) return new(null, [Seen(http) is { } seen && version is not null && seen != version ? Stale : Fixed(name)]);
            whole[name] = value?.DeepClone();
        }
        return BodyReader.Read<T>(whole);
    }

    private static readonly Problem Stale = new("", "Somebody else changed this in the meantime.") { Kind = ProblemKind.Stale };

    private static Problem Fixed(string name) => Problem.Invalid(name, "This property cannot be changed here.");

    private static JsonObject ObjectOf(object value) => JsonSerializer.SerializeToNode(value, value.GetType(), ApiJson.Options)!.AsObject();

    private int? Seen(HttpContext http) => http.SeenVersionIfSaid() ?? (Sent!["version"] is JsonValue said && said.TryGetValue<int>(out var version) ? version : null);

    /// <inheritdoc cref="Body{T}.PopulateMetadata"/>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new AcceptedJson(typeof(T)));
}

/// <summary>Says that an endpoint takes JSON of this kind.</summary>
internal sealed record AcceptedJson(Type RequestType) : IAcceptsMetadata
{
    Type? IAcceptsMetadata.RequestType => RequestType;
    public IReadOnlyList<string> ContentTypes { get; } = ["application/json"];
    public bool IsOptional => false;
}

/// <summary>Says that an endpoint takes a form with a file. Only for the description: routing would else refuse other bodies before it asks who sends them.</summary>
internal sealed record AcceptedForm(Type RequestType);

/// <summary>Reads JSON from the request and turns stumbling into problems at properties.</summary>
internal static class BodyReader
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    private static readonly Problem NotAnObject = Problem.Invalid("", "Please send a JSON object.");

    public static async Task<(JsonObject? Sent, Problem? Problem)> ObjectAsync(HttpContext http)
    {
        if (!http.Request.HasJsonContentType()) throw new BadHttpRequestException("Send JSON.", StatusCodes.Status415UnsupportedMediaType);
        if (http.Request.ContentLength > CrmServices.LargestBody) throw new BadHttpRequestException("The body is too large.", StatusCodes.Status413PayloadTooLarge);
        try
        {
            if (await JsonNode.ParseAsync(http.Request.Body, null, Strict, http.RequestAborted) is not JsonObject sent) return (null, NotAnObject);
            if (BrokenText.PathIn(sent) is { } path) return (null, BrokenText.At(path));
            Fingerprint.Take(http, sent);
            return (sent, null);
        }
        catch (JsonException)
        {
            return (null, NotAnObject);
        }
        catch (InvalidOperationException) // half a character in a name
        {
            return (null, BrokenText.At(""));
        }
    }

    public static Body<T> Read<T>(JsonObject sent) where T : class
    {
        try
        {
            var value = sent.Deserialize<T>(ApiJson.Options)!;
            return new(value, [.. WriteModel.Missing(value, "")]);
        }
        catch (JsonException e)
        {
            return new(null, [Problem.Invalid(Property(e), Sentence(e))]);
        }
    }

    private static string Property(JsonException e) => (e.Path ?? "").TrimStart('$').TrimStart('.') is { Length: <= 100 } path ? path : "";

    private static string Sentence(JsonException e) => e.Message.Contains("could not be mapped", StringComparison.Ordinal)
        ? "This property is not known."
        : "This value is not of the right kind.";
}
