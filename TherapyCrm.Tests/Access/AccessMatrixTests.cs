using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Tests.Architecture;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Access;

/// <summary>
/// Every way into the application, tried by nobody and by each role. <c>AccessMatrix.tsv</c> holds the expected answers: <c>in</c>, <c>no</c> (403), <c>sign-in</c>
/// (the way to the sign-in page, or 401). A door that is not listed fails; so does a line without a door.
/// </summary>
public sealed class AccessMatrixTests : IDisposable
{
    private static readonly UserRole[] Roles = Enum.GetValues<UserRole>();
    private readonly CrmApp app = new CrmApp().With("Limits:SignInPerMinute", "100000").With("Limits:ApiPerMinute", "1000000");

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Every_door_answers_everybody_as_the_matrix_says()
    {
        var expected = (await File.ReadAllLinesAsync(Repository.Path("TherapyCrm.Tests/Access/AccessMatrix.tsv"))).Where(l => l.Length > 0 && l[0] != '#').ToList();
        var people = new List<StaffMember?> { null };
        foreach (var role in Roles) people.Add(await app.Given.StaffAsync(role));
        var tokens = new Dictionary<long, string?>();
        foreach (var person in people.OfType<StaffMember>()) tokens[person.Id] = await TokenAsync(person);
        var actual = new List<string>();
        foreach (var door in await Door.AllAsync(app))
        {
            var answers = new List<string>();
            foreach (var person in people) answers.Add(await TryAsync(door, person, person is null ? null : tokens[person.Id]));
            actual.Add($"{door.Name}\t{string.Join('\t', answers)}");
        }
        Assert.True(expected.Order(StringComparer.Ordinal).SequenceEqual(actual.Order(StringComparer.Ordinal)), $"""
            AccessMatrix.tsv and the doors differ.
            Only in the application:
            {string.Join('\n', actual.Except(expected))}
            Only in the file:
            {string.Join('\n', expected.Except(actual))}
            """);
    }

    [Fact]
    public async Task Every_door_says_what_it_asks() => Assert.Empty((await Door.AllAsync(app))
        .Where(d => !d.Metadata.Any(m => m is IAllowAnonymous or IAuthorizeData or IAuthorizationRequirementData or AuthorizationPolicy)).Select(d => d.Name));

    [Theory]
    [InlineData("own", true)]
    [InlineData("foreign", false)]
    [InlineData("denied", false)]
    [InlineData("granted", true)]
    [InlineData("granted, over", false)]
    [InlineData("emergency", true)]
    [InlineData("emergency, over", false)]
    public async Task A_clients_pages_open_to_a_therapist_by_the_record(string case_, bool opens)
    {
        using var browser = await app.SignedInAsAsync(UserRole.Therapist);
        var me = browser.User!.Id;
        var client = await app.Given.ClientAsync("Canary", "Zanzibar", case_ is "own" or "denied" ? me : null);
        var (past, coming) = (app.Clock.Now, app.Clock.Now + Duration.FromHours(1));
        if (case_ == "denied") await app.Given.RecordPermissionAsync(me, Permission.ViewClients, client.Id, granted: false);
        if (case_.StartsWith("granted", StringComparison.Ordinal)) await app.Given.RecordPermissionAsync(me, Permission.ViewClients, client.Id, granted: true, until: case_ == "granted" ? coming : past);
        if (case_.StartsWith("emergency", StringComparison.Ordinal))
            await app.Given.SaveAsync(new BreakGlassAccess { UserId = me, ClientId = client.Id, Reason = "The client called in distress", StartedAt = past, ExpiresAt = case_ == "emergency" ? coming : past });
        var mine = (await Door.AllAsync(app)).Where(d => d.Method == "GET" && d.Handler is null && d.Route.StartsWith("clients/{id", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(mine);
        foreach (var door in mine)
        {
            var answer = await browser.GetAsync(door.Address(client.Id));
            if (answer.StatusCode == HttpStatusCode.Forbidden) continue; // the matrix above says to whom the page is open at all
            if (!door.Route.EndsWith("{id:long}", StringComparison.Ordinal) && opens && answer.StatusCode == HttpStatusCode.NotFound) continue; // a part that this record does not have, or that needs more than sight
            Assert.True(opens == (answer.StatusCode == HttpStatusCode.OK), $"{case_}: {door.Name} answered {(int)answer.StatusCode}");
            if (!opens) Assert.DoesNotContain("Zanzibar", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    private async Task<string> TryAsync(Door door, StaffMember? person, string? token)
    {
        var api = door.Route.StartsWith("api", StringComparison.Ordinal) || door.Route.StartsWith("openapi", StringComparison.Ordinal);
        using var browser = person is null || api ? app.Anonymous() : await app.SignedInAsync(person);
        using var request = new HttpRequestMessage(new HttpMethod(door.Method), door.Address());
        if (api && token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (door.Method is "POST" or "PUT" or "PATCH" or "DELETE") request.Content = api ? new StringContent("{}", Encoding.UTF8, "application/json") : await FormAsync(browser, person);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var answer = await browser.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        return answer.StatusCode switch
        {
            HttpStatusCode.Forbidden => "no",
            HttpStatusCode.Unauthorized when person is null || !door.Route.Contains("auth/", StringComparison.Ordinal) => "sign-in",
            HttpStatusCode.Redirect when answer.Headers.Location!.ToString() is var to && to.StartsWith("/sign-in", StringComparison.Ordinal) && (person is null || door.Route != "sign-out") => "sign-in",
            _ => "in",
        };
    }

    private static async Task<HttpContent> FormAsync(CrmClient browser, StaffMember? person)
    {
        var page = await browser.PageAsync(person is null ? "/sign-in" : "/sign-out");
        return new FormUrlEncodedContent([new("__RequestVerificationToken", page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!)]);
    }

    private async Task<string?> TokenAsync(StaffMember person)
    {
        using var browser = app.Anonymous();
        using var answer = await browser.Http.PostAsJsonAsync("/api/auth/login", new { email = person.Email, password = Given.Password });
        return answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString() : null;
    }
}
