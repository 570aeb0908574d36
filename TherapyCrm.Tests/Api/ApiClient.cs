using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TherapyCrm.Tests.Api;

/// <summary>What the API answered.</summary>
public sealed record ApiAnswer(HttpStatusCode Code, string Text, HttpResponseMessage Message)
{
    /// <summary>As a number.</summary>
    public int Status => (int)Code;

    /// <summary>The parsed body.</summary>
    public JsonObject Json => JsonNode.Parse(Text)!.AsObject();

    /// <summary>The items of a list.</summary>
    public JsonArray Items => Json["items"]!.AsArray();

    /// <summary>The ids of a list's items.</summary>
    public IReadOnlyList<long> Ids => [.. Items.Select(i => (long)i!["id"]!)];

    /// <summary>The version in the answer.</summary>
    public string ETag => Message.Headers.ETag!.Tag;

    /// <summary>Fails with the body when the status is another.</summary>
    public ApiAnswer Is(int status)
    {
        Assert.True(Status == status, $"expected {status}, got {Status}: {Text}");
        return this;
    }

    /// <summary>A refusal with this error at this property.</summary>
    public void IsInvalid(string property)
    {
        Is(422);
        Assert.Equal("application/problem+json", Message.Content.Headers.ContentType?.MediaType);
        Assert.True(Json["errors"]!.AsObject().ContainsKey(property), Text);
    }
}

/// <summary>A program that talks to the API, signed in or not.</summary>
public sealed class ApiClient(HttpClient http, string? token = null)
{
    public Task<ApiAnswer> GetAsync(string url) => SendAsync(HttpMethod.Get, url);

    public Task<ApiAnswer> PostAsync(string url, object body, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Post, url, body, headers);

    public Task<ApiAnswer> PutAsync(string url, object body, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Put, url, body, headers);

    public Task<ApiAnswer> DeleteAsync(string url) => SendAsync(HttpMethod.Delete, url);

    /// <summary>Sends anything; a string is sent as it is.</summary>
    public async Task<ApiAnswer> SendAsync(HttpMethod method, string url, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, url);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        if (body is not null) request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        var response = await http.SendAsync(request);
        return new(response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }
}
