using System.Net;
using TherapyCrm.Domain.Access;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Api;

/// <summary>Who comes in, with what, and what is refused at the door.</summary>
public sealed class ApiDoorTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Theory]
    [InlineData("GET", "/api/appointments")]
    [InlineData("GET", "/api/appointments/1")]
    [InlineData("POST", "/api/appointments")]
    [InlineData("PUT", "/api/appointments/1")]
    [InlineData("DELETE", "/api/appointments/1")]
    [InlineData("POST", "/api/appointments/1/cancel")]
    [InlineData("GET", "/api/appointments/1/participants")]
    [InlineData("POST", "/api/appointments/1/participants")]
    [InlineData("GET", "/api/appointments/conflicts")]
    [InlineData("POST", "/api/appointments/recurring")]
    [InlineData("POST", "/api/auth/register")]
    [InlineData("PUT", "/api/auth/profile")]
    [InlineData("GET", "/api/users")]
    [InlineData("GET", "/api/users/1")]
    [InlineData("PUT", "/api/users/1")]
    [InlineData("DELETE", "/api/users/1")]
    [InlineData("GET", "/api/users/1/notification-preferences")]
    [InlineData("PUT", "/api/users/1/notification-preferences")]
    [InlineData("GET", "/api/practice")]
    [InlineData("PUT", "/api/practice")]
    [InlineData("GET", "/api/practice/locations")]
    [InlineData("POST", "/api/practice/locations")]
    [InlineData("GET", "/api/practice/rooms")]
    [InlineData("POST", "/api/practice/equipment")]
    [InlineData("GET", "/api/clients")]
    [InlineData("POST", "/api/clients")]
    [InlineData("GET", "/api/clients/1")]
    [InlineData("PUT", "/api/clients/1")]
    [InlineData("DELETE", "/api/clients/1")]
    [InlineData("GET", "/api/clients/1/learners")]
    [InlineData("GET", "/api/clients/1/appointments")]
    [InlineData("GET", "/api/clients/1/documents")]
    [InlineData("GET", "/api/documents")]
    [InlineData("POST", "/api/documents")]
    [InlineData("GET", "/api/documents/1")]
    [InlineData("PUT", "/api/documents/1")]
    [InlineData("DELETE", "/api/documents/1")]
    [InlineData("GET", "/api/documents/1/download")]
    [InlineData("GET", "/api/auth/profile")]
    [InlineData("GET", "/api/health/database")]
    [InlineData("GET", "/api/health/metrics")]
    [InlineData("GET", "/openapi/v1.json")]
    [InlineData("GET", "/api/docs")]
    public async Task Without_a_token_it_is_401_and_never_a_redirect(string method, string url)
    {
        var answer = (await world.Nobody.SendAsync(new(method), url, method is "POST" or "PUT" ? "{}" : null)).Is(401);
        Assert.Equal("application/problem+json", answer.Message.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_page_s_cookie_opens_no_data_and_a_token_opens_no_page()
    {
        using var browser = await world.App.SignedInAsync(world.Admin);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/clients")).StatusCode);
        Assert.Equal(302, (await world.AtAdmin.GetAsync("/")).Status);
    }

    [Fact]
    public async Task Out_of_sight_is_the_same_as_not_there_byte_for_byte()
    {
        var program = await world.SignInAsync(await world.App.Given.StaffAsync(UserRole.Therapist));
        var appointment = (long)(await world.BookedAsync())["id"]!;
        foreach (var (hidden, missing) in new[] { ($"/api/clients/{world.Client.Id}", "/api/clients/999999"), ($"/api/appointments/{appointment}", "/api/appointments/999999") })
            Assert.Equal((await program.GetAsync(missing)).Is(404).Text, (await program.GetAsync(hidden)).Is(404).Text);
        var (put, gone) = (await program.PutAsync($"/api/clients/{world.Client.Id}", new { firstName = "X" }), await program.PutAsync("/api/clients/999999", new { firstName = "X" }));
        Assert.Equal(gone.Is(404).Text, put.Is(404).Text);
        Assert.Empty((await program.GetAsync($"/api/appointments?clientId={world.Client.Id}")).Is(200).Items);
    }

    [Fact]
    public async Task In_sight_but_not_allowed_is_403()
    {
        var reader = await world.App.Given.StaffAsync(UserRole.Receptionist);
        await world.App.Given.UserPermissionAsync(reader.Id, Permission.EditClients, granted: false);
        var program = await world.SignInAsync(reader);
        (await program.PutAsync($"/api/clients/{world.Client.Id}", new { firstName = "X" })).Is(403);
        (await program.GetAsync("/api/health/metrics")).Is(403);
        (await program.DeleteAsync($"/api/clients/{world.Client.Id}")).Is(403);
    }

    [Fact]
    public async Task An_unknown_address_is_404_a_wrong_method_405_and_no_json_415()
    {
        (await world.AtAdmin.GetAsync("/api/nothing")).Is(404);
        (await world.AtAdmin.SendAsync(HttpMethod.Patch, $"/api/clients/{world.Client.Id}")).Is(405);
        (await world.AtAdmin.SendAsync(HttpMethod.Post, "/api/clients")).Is(415);
    }

    [Fact]
    public async Task Too_large_a_body_is_413() =>
        (await world.AtAdmin.PostAsync("/api/clients", "{\"notes\":\"" + new string('x', 1100 * 1024) + "\"}")).Is(413);

    [Fact]
    public async Task Above_the_limit_it_is_429_and_says_how_long_to_wait()
    {
        using var app = new CrmApp().With("Limits:ApiPerMinute", "3").With("Limits:SignInPerMinute", "2");
        var program = new ApiClient(app.CreateDefaultClient());
        for (var i = 0; i < 3; i++) (await program.GetAsync("/api/health")).Is(200);
        var refused = (await program.GetAsync("/api/health")).Is(429);
        Assert.InRange((refused.Message.Headers.RetryAfter?.Delta ?? TimeSpan.Zero).TotalSeconds, 1, 60);
        Assert.Equal("application/problem+json", refused.Message.Content.Headers.ContentType?.MediaType);
        for (var i = 0; i < 2; i++) (await program.PostAsync("/api/auth/login", new { email = "a@b.test", password = "x" })).Is(401);
        (await program.PostAsync("/api/auth/login", new { email = "a@b.test", password = "x" })).Is(429);
    }

    [Fact]
    public async Task The_page_to_sign_in_has_the_same_limit()
    {
        using var app = new CrmApp().With("Limits:SignInPerMinute", "2");
        await app.Given.StaffAsync(UserRole.Admin);
        using var browser = app.Anonymous();
        for (var i = 0; i < 2; i++) Assert.Equal(422, (int)(await browser.SubmitAsync("/sign-in", new { Email = "a@b.test", Password = "x" })).StatusCode);
        Assert.Equal(429, (int)(await browser.SubmitAsync("/sign-in", new { Email = "a@b.test", Password = "x" })).StatusCode);
    }
}
