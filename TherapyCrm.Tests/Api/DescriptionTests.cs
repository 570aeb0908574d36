using System.Text.Json.Nodes;
using TherapyCrm.Tests.Architecture;

namespace TherapyCrm.Tests.Api;

/// <summary>The API's own description, for everybody signed in; a copy lies in the repository so that a change of the contract shows.</summary>
public sealed class DescriptionTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private static readonly string Committed = Repository.Path("docs/openapi.json");

    /// <summary>To write it anew: <c>UPDATE_OPENAPI=1 dotnet test TherapyCrm.Tests --filter DescriptionTests</c>.</summary>
    [Fact]
    public async Task The_committed_document_is_the_current_one()
    {
        var current = (await world.AtDesk.GetAsync("/openapi/v1.json")).Is(200).Text.ReplaceLineEndings("\n") + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_OPENAPI") == "1") await File.WriteAllTextAsync(Committed, current);
        Assert.True(current == (await File.ReadAllTextAsync(Committed)).ReplaceLineEndings("\n"),
            "The API changed. Look at the change, then: UPDATE_OPENAPI=1 dotnet test TherapyCrm.Tests --filter DescriptionTests");
    }

    [Fact]
    public async Task It_is_OpenAPI_3_1_and_describes_every_operation()
    {
        var document = (await world.AtDesk.GetAsync("/openapi/v1.json")).Is(200).Json;
        Assert.StartsWith("3.1", (string)document["openapi"]!, StringComparison.Ordinal);
        foreach (var (path, item) in document["paths"]!.AsObject())
            foreach (var (method, operation) in item!.AsObject())
            {
                Assert.StartsWith("/api/", path, StringComparison.Ordinal);
                Assert.False(string.IsNullOrEmpty((string?)operation!["summary"]), $"{method} {path}");
                Assert.False(string.IsNullOrEmpty((string?)operation["operationId"]), $"{method} {path}");
            }
    }

    [Fact]
    public async Task Each_line_of_the_contract_that_exists_by_now_is_described()
    {
        var paths = (await world.AtDesk.GetAsync("/openapi/v1.json")).Is(200).Json["paths"]!.AsObject();
        Assert.All(Lines, line => Assert.True(Find(paths, line.Split(' ')[0], line.Split(' ')[1]), line));

        static bool Find(JsonObject paths, string method, string path) => paths[path]?.AsObject().ContainsKey(method) == true;
    }

    [Fact]
    public async Task The_reference_page_is_our_own_with_a_script_exception_of_its_own()
    {
        using var browser = await world.App.SignedInAsync(world.Desk);
        var page = await browser.GetAsync("/api/docs/");
        Assert.True(page.IsSuccessStatusCode, page.StatusCode.ToString());
        var html = await page.Content.ReadAsStringAsync();
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Matches("script-src 'self' 'nonce-[^']+'", policy);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("nonce", (await browser.GetAsync("/")).Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(200, (int)(await browser.GetAsync("/openapi/v1.json")).StatusCode);
        foreach (var asset in new[] { "/api/docs/scalar.js", "/api/docs/scalar.aspnetcore.js" })
            Assert.NotEmpty(await (await browser.GetAsync(asset)).Content.ReadAsByteArrayAsync());
    }

    private static readonly string[] Lines =
    [
        "post /api/auth/login", "post /api/auth/register", "get /api/auth/profile", "put /api/auth/profile", "post /api/auth/refresh-token",
        "get /api/users", "get /api/users/{id}", "put /api/users/{id}", "delete /api/users/{id}",
        "get /api/users/{id}/notification-preferences", "put /api/users/{id}/notification-preferences",
        "get /api/appointments/conflicts", "post /api/appointments/recurring",
        "get /api/practice", "put /api/practice", "get /api/practice/locations", "post /api/practice/locations", "get /api/practice/rooms", "post /api/practice/equipment",
        "get /api/clients", "post /api/clients", "get /api/clients/{id}", "put /api/clients/{id}", "delete /api/clients/{id}",
        "get /api/clients/{id}/appointments", "get /api/clients/{id}/learners",
        "get /api/appointments", "post /api/appointments", "get /api/appointments/{id}", "put /api/appointments/{id}", "delete /api/appointments/{id}",
        "post /api/appointments/{id}/cancel", "get /api/appointments/{id}/participants", "post /api/appointments/{id}/participants",
        "get /api/health", "get /api/health/database", "get /api/health/metrics",
    ];
}
