using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Tests.Support;

/// <summary>Keeps cookies between requests, as a browser does.</summary>
internal sealed class CookieJar(params (string Name, string Value)[] first) : DelegatingHandler
{
    private readonly Dictionary<string, string> cookies = first.ToDictionary(c => c.Name, c => c.Value);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (cookies.Count > 0) request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}")));
        var response = await base.SendAsync(request, cancellationToken);
        if (!response.Headers.TryGetValues("Set-Cookie", out var set)) return response;
        foreach (var pair in set.Select(s => s.Split(';')[0].Split('=', 2)))
            if (pair[1].Length == 0) cookies.Remove(pair[0]);
            else cookies[pair[0]] = pair[1];
        return response;
    }
}

/// <summary>A browser without JavaScript: reads pages, fills in forms with their hidden fields, follows nothing by itself.</summary>
public sealed class CrmClient(HttpClient http) : IDisposable
{
    /// <summary>Who is signed in.</summary>
    public StaffMember? User { get; init; }

    /// <summary>The session cookie's token.</summary>
    public string? SessionToken { get; init; }

    /// <summary>For what the methods here do not cover.</summary>
    public HttpClient Http => http;

    /// <summary>The page's answer.</summary>
    public Task<HttpResponseMessage> GetAsync(string url, bool fragment = false) => SendAsync(new(HttpMethod.Get, url), fragment);

    /// <summary>The parsed page; fails when it is not 200.</summary>
    public async Task<IHtmlDocument> PageAsync(string url)
    {
        var response = await GetAsync(url);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"GET {url} answered {(int)response.StatusCode} {response.Headers.Location}");
        return await ParseAsync(response);
    }

    /// <summary>Loads a page, fills in its form (the one that posts to <paramref name="action"/>, else the first of the main part) and sends it.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string url, object fields, string? action = null, bool fragment = false)
    {
        var page = await PageAsync(url);
        var forms = page.QuerySelectorAll<IHtmlFormElement>("form").Where(f => string.Equals(f.Method, "post", StringComparison.OrdinalIgnoreCase)).ToList();
        var form = forms.Find(f => action is not null && (f.GetAttribute("action") ?? "").EndsWith(action, StringComparison.Ordinal))
            ?? (action is null ? forms.Find(f => f.Closest("main") is not null) : null);
        Assert.True(form is not null, $"{url} has no form that posts {action}");
        return await PostAsync(form, url, fields, fragment);
    }

    /// <summary>Fills in this form and sends it.</summary>
    public Task<HttpResponseMessage> PostAsync(IHtmlFormElement form, string url, object fields, bool fragment = false)
    {
        var values = new List<KeyValuePair<string, string>>(Filled(form));
        foreach (var (field, value) in Pairs(fields))
        {
            var name = form.Elements.Any(e => e.GetAttribute("name") == $"Form.{field}") ? $"Form.{field}" : field;
            values.RemoveAll(v => v.Key == name);
            if (value is not null) values.Add(new(name, value));
        }
        var target = form.GetAttribute("action") is { Length: > 0 } said ? said : url;
        return SendAsync(new(HttpMethod.Post, target) { Content = new FormUrlEncodedContent(values) }, fragment);
    }

    /// <summary>Sends fields without a form of the page, with a valid antiforgery token.</summary>
    public async Task<HttpResponseMessage> PostAsync(string url, params (string Name, string Value)[] fields)
    {
        var page = await PageAsync(User is null ? "/sign-in" : "/sign-out");
        var token = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var values = fields.Select(f => KeyValuePair.Create(f.Name, f.Value)).Append(new("__RequestVerificationToken", token));
        return await SendAsync(new(HttpMethod.Post, url) { Content = new FormUrlEncodedContent(values) }, fragment: false);
    }

    /// <summary>The answer as a page.</summary>
    public static async Task<IHtmlDocument> ParseAsync(HttpResponseMessage response) =>
        await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync());

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, bool fragment)
    {
        if (fragment) request.Headers.Add("HX-Request", "true");
        return http.SendAsync(request);
    }

    private static IEnumerable<(string Field, string? Value)> Pairs(object fields) => fields is IReadOnlyDictionary<string, string> named
        ? named.Select(f => (f.Key, (string?)f.Value))
        : fields.GetType().GetProperties().Select(p => (p.Name.Replace("__", ".", StringComparison.Ordinal), p.GetValue(fields)?.ToString()));

    private static IEnumerable<KeyValuePair<string, string>> Filled(IHtmlFormElement form)
    {
        foreach (var element in form.Elements.Where(e => e.GetAttribute("name") is { Length: > 0 } && !e.HasAttribute("disabled")))
            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio" } box:
                    if (box.IsChecked) yield return new(box.Name!, box.Value);
                    break;
                case IHtmlInputElement input:
                    yield return new(input.Name!, input.Value);
                    break;
                case IHtmlTextAreaElement area:
                    yield return new(area.Name!, area.Value);
                    break;
                case IHtmlSelectElement select:
                    foreach (var option in select.Options.Where(o => o.IsSelected)) yield return new(select.Name!, option.Value);
                    break;
            }
    }
}
