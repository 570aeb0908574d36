using System.Net;
using TherapyCrm.Domain.Access;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Access;

/// <summary>Signing in and out through the pages.</summary>
public sealed class SignInPageTests : IDisposable
{
    private readonly CrmApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Nobody_is_sent_to_the_sign_in_page_and_back_after_it()
    {
        var (person, browser) = (await app.Given.StaffAsync(UserRole.Receptionist), app.Anonymous());
        var refused = await browser.GetAsync("/?x=1");
        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
        Assert.Equal("/sign-in?returnUrl=%2F%3Fx%3D1", refused.Headers.Location!.ToString());
        var entered = await browser.SubmitAsync("/sign-in?returnUrl=%2F%3Fx%3D1", new { person.Email, Given.Password });
        Assert.Equal("/?x=1", entered.Headers.Location?.ToString());
        Assert.Contains(person.FullName, (await browser.PageAsync("/")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fragment_request_without_a_session_is_answered_401_with_the_way_to_sign_in()
    {
        var answer = await app.Anonymous().GetAsync("/", fragment: true);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("/sign-in", answer.Headers.GetValues("HX-Redirect").Single());
    }

    [Fact]
    public async Task Signing_out_ends_the_session_on_the_server()
    {
        using var browser = await app.SignedInAsAsync(UserRole.Receptionist);
        await browser.SubmitAsync("/sign-out", new { });
        var thief = app.Anonymous();
        thief.Http.DefaultRequestHeaders.Add("Cookie", $"crm_session={browser.SessionToken}");
        Assert.Equal(HttpStatusCode.Redirect, (await thief.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer()
    {
        var (person, browser) = (await app.Given.StaffAsync(UserRole.Staff), app.Anonymous());
        var wrong = await browser.SubmitAsync("/sign-in", new { person.Email, Password = "not the password" });
        var unknown = await browser.SubmitAsync("/sign-in", new { Email = "nobody@example.test", Password = "not the password" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Equal((await CrmClient.ParseAsync(wrong)).QuerySelector("[role=alert]")!.TextContent, (await CrmClient.ParseAsync(unknown)).QuerySelector("[role=alert]")!.TextContent);
    }
}
