using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Tests.Support;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Tests.Access;

/// <summary>Locks, limits, links and second factors, through the pages.</summary>
public sealed class AccountPageTests : IDisposable
{
    private readonly CrmApp app = new CrmApp().With("Limits:SignInPerMinute", "1000");

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_for_a_quarter_of_an_hour()
    {
        var (person, browser) = (await app.Given.StaffAsync(UserRole.Staff), app.Anonymous());
        for (var i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SignInAsync(browser, person, "wrong")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SignInAsync(browser, person)).StatusCode);
        Assert.Equal(["auth.failed", "auth.failed", "auth.failed", "auth.failed", "auth.locked_out", "auth.failed"], await app.DbAsync(db => db.AuthLogs.Where(a => a.UserId == person.Id).OrderBy(a => a.Id).Select(a => a.Action).ToListAsync()));
        app.Clock.Advance(Duration.FromMinutes(16));
        Assert.Equal(HttpStatusCode.Redirect, (await SignInAsync(browser, person)).StatusCode);
    }

    [Fact]
    public async Task Many_guesses_at_once_do_not_outrun_the_limit()
    {
        var person = await app.Given.StaffAsync(UserRole.Staff);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => app.RunAsync(s => s.GetRequiredService<SignIn>().RunAsync(
            new() { Email = person.Email!, Password = i == 11 ? Given.Password : "wrong", Address = null, UserAgent = null }))));
        Assert.True(answers.Count(a => a.Step == SignInStep.Passed) <= 1);
        Assert.True(await app.DbAsync(db => db.Users.AnyAsync(u => u.Id == person.Id && (u.LockoutEnd != null || u.AccessFailedCount <= 5))));
    }

    [Fact]
    public async Task A_locked_screen_opens_nothing_until_the_password_is_typed()
    {
        using var browser = await app.SignedInAsAsync(UserRole.Receptionist);
        var form = await browser.SubmitAsync("/me", new { }, action: "/lock", fragment: true);
        Assert.Equal(HttpStatusCode.OK, form.StatusCode);
        Assert.NotNull((await CrmClient.ParseAsync(form)).QuerySelector("input[type=password]"));
        Assert.Equal("/lock?returnUrl=%2Fme", (await browser.GetAsync("/me")).Headers.Location!.ToString());
        Assert.Equal("/lock", (await browser.GetAsync("/me", fragment: true)).Headers.GetValues("HX-Redirect").Single());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SubmitAsync("/lock", new { Password = "wrong" })).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/me")).StatusCode);
        Assert.Equal("/me", (await browser.SubmitAsync("/lock?returnUrl=%2Fme", new { Given.Password })).Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/me")).StatusCode);
    }

    [Fact]
    public async Task Another_person_takes_over_a_shared_computer_and_the_first_session_ends()
    {
        var (rosa, wendy) = (await app.Given.StaffAsync(UserRole.Receptionist), await app.Given.StaffAsync(UserRole.Receptionist));
        using var browser = await app.SignedInAsync(rosa, sharedDesk: true);
        await browser.SubmitAsync("/me", new { }, action: "/lock");
        await browser.SubmitAsync("/sign-in", new { wendy.Email, Given.Password });
        Assert.Contains(wendy.FullName, (await browser.PageAsync("/me")).Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(await app.DbAsync(db => db.UserSessions.Where(s => s.UserId == rosa.Id).Select(s => s.EndedAt).SingleAsync()));
    }

    [Theory]
    [InlineData(true, 14, true)]
    [InlineData(true, 16, false)]
    [InlineData(false, 29, true)]
    [InlineData(false, 31, false)]
    public async Task Who_does_nothing_is_signed_out(bool sharedDesk, int minutes, bool stays)
    {
        using var browser = await app.SignedInAsync(await app.Given.StaffAsync(UserRole.Therapist), sharedDesk);
        app.Clock.Advance(Duration.FromMinutes(minutes));
        var answer = await browser.GetAsync("/lock");
        Assert.Equal(stays ? HttpStatusCode.OK : HttpStatusCode.Redirect, answer.StatusCode);
        if (stays && sharedDesk) Assert.StartsWith("/lock", (await browser.GetAsync("/")).Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Polling_keeps_nobody_signed_in_but_typing_does()
    {
        using var polling = await app.SignedInAsAsync(UserRole.Therapist);
        using var typing = await app.SignedInAsAsync(UserRole.Therapist);
        polling.Http.DefaultRequestHeaders.Add("X-Background", "1");
        for (var i = 0; i < 4; i++)
        {
            app.Clock.Advance(Duration.FromMinutes(10));
            if (i < 2) await polling.GetAsync("/");
            await typing.Http.PostAsync("/present", null);
        }
        Assert.StartsWith("/sign-in", (await polling.GetAsync("/")).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await typing.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task A_session_ends_after_twelve_hours_whatever_happens()
    {
        using var browser = await app.SignedInAsAsync(UserRole.Therapist);
        for (var i = 0; i < 35; i++)
        {
            app.Clock.Advance(Duration.FromMinutes(20));
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/")).StatusCode);
        }
        app.Clock.Advance(Duration.FromMinutes(20));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task A_link_sets_a_password_once_and_ends_every_session()
    {
        var (admin, person) = (await app.Given.StaffAsync(UserRole.Admin), await app.Given.StaffAsync(UserRole.Staff));
        using var open = await app.SignedInAsync(person);
        var token = await app.AsAsync<PasswordLinks, string>(admin.Id, (links, actor) => links.ForPersonAsync(actor, person.Id));
        Assert.DoesNotContain(token, await app.DbAsync(db => db.Users.Select(u => u.PasswordResetToken).Where(t => t != null).SingleAsync()), StringComparison.Ordinal);
        var browser = app.Anonymous();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SubmitAsync($"/set-password?token={token}", new { Password = "password1234", Again = "password1234" })).StatusCode);
        Assert.Equal("/sign-in", (await browser.SubmitAsync($"/set-password?token={token}", new { Password = "mossy-kettle-anvil", Again = "mossy-kettle-anvil" })).Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.Redirect, (await open.GetAsync("/")).StatusCode);
        Assert.Null((await browser.PageAsync($"/set-password?token={token}")).QuerySelector("form"));
        Assert.Equal(HttpStatusCode.Redirect, (await SignInAsync(browser, person, "mossy-kettle-anvil")).StatusCode);
    }

    [Fact]
    public async Task A_link_is_too_old_after_half_an_hour()
    {
        var (admin, person) = (await app.Given.StaffAsync(UserRole.Admin), await app.Given.StaffAsync(UserRole.Staff));
        var token = await app.AsAsync<PasswordLinks, string>(admin.Id, (links, actor) => links.ForPersonAsync(actor, person.Id));
        app.Clock.Advance(Duration.FromMinutes(31));
        Assert.Null((await app.Anonymous().PageAsync($"/set-password?token={token}")).QuerySelector("form"));
    }

    [Fact]
    public async Task With_one_time_codes_on_a_code_is_asked_and_none_works_twice()
    {
        var person = await app.Given.StaffAsync(UserRole.Therapist);
        var secret = Totp.NewSecret();
        var recovery = await app.AsAsync<SetSecondFactor, IReadOnlyList<string>>(person.Id, async (op, actor) => (await op.TurnOnAsync(actor, secret, Code(secret))).Value!);
        Assert.Equal(SignInStep.CodeWrong, (await WithCodeAsync(person, Code(secret))).Step);
        app.Clock.Advance(Duration.FromSeconds(30));
        Assert.Equal(SignInStep.CodeNeeded, (await WithCodeAsync(person, null)).Step);
        Assert.Equal(SignInStep.Passed, (await WithCodeAsync(person, Code(secret))).Step);
        Assert.Equal(SignInStep.CodeWrong, (await WithCodeAsync(person, Code(secret))).Step);
        Assert.Equal(SignInStep.Passed, (await WithCodeAsync(person, recovery[3].ToLowerInvariant())).Step);
        Assert.Equal(SignInStep.CodeWrong, (await WithCodeAsync(person, recovery[3])).Step);
    }

    [Fact]
    public async Task The_pages_lead_through_both_steps()
    {
        using var browser = await app.SignedInAsAsync(UserRole.Therapist);
        var page = await browser.PageAsync("/me/second-factor");
        Assert.NotNull(page.QuerySelector(".qr svg"));
        var secret = Base32(page.QuerySelector("code")!.TextContent);
        var on = await browser.PostAsync((AngleSharp.Html.Dom.IHtmlFormElement)page.QuerySelector("main form")!, "/me/second-factor", new { Code = Code(secret) });
        Assert.Equal(10, (await CrmClient.ParseAsync(on)).QuerySelectorAll("main li code").Length);
        app.Clock.Advance(Duration.FromSeconds(30));
        var entering = app.Anonymous();
        var second = await CrmClient.ParseAsync(await entering.SubmitAsync("/sign-in", new { browser.User!.Email, Given.Password }));
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)second.QuerySelector("main form")!;
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await entering.PostAsync(form, "/sign-in", new { Code = "000000" })).StatusCode);
        Assert.Equal("/", (await entering.PostAsync(form, "/sign-in", new { Code = Code(secret) })).Headers.Location!.ToString());
    }

    [Fact]
    public async Task When_the_practice_asks_for_codes_nothing_opens_before_they_are_set_up()
    {
        using var browser = await app.SignedInAsAsync(UserRole.Staff);
        await app.Given.SaveAsync(new PracticeSetting { Key = Setting.RequireSecondFactor.Key, Value = "1" });
        Assert.StartsWith("/me/second-factor", (await browser.GetAsync("/")).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/me/second-factor")).StatusCode);
    }

    [Fact]
    public async Task A_practice_asks_certain_roles_and_those_alone()
    {
        using var therapist = await app.SignedInAsAsync(UserRole.Therapist);
        using var desk = await app.SignedInAsAsync(UserRole.Receptionist);
        await app.Given.SaveAsync(new PracticeSetting { Key = Setting.SecondFactorOf(UserRole.Therapist).Key, Value = "1" });
        Assert.StartsWith("/me/second-factor", (await therapist.GetAsync("/")).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await desk.GetAsync("/")).StatusCode);
        await app.Given.RoleAsync(desk.User!.Id, UserRole.Therapist);
        await app.DbAsync(async db => { await db.RenewStampAsync(); return true; });
        Assert.StartsWith("/me/second-factor", (await desk.GetAsync("/")).Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_but_setting_it_up_opens_to_who_lacks_a_second_factor()
    {
        using var browser = await app.SignedInAsAsync(UserRole.Admin);
        await app.Given.SaveAsync(new PracticeSetting { Key = Setting.RequireSecondFactor.Key, Value = "1" });
        foreach (var door in new[] { "/", "/me", "/clients", "/settings", "/audit", "/palette?q=a" })
            Assert.StartsWith("/me/second-factor", (await browser.GetAsync(door)).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal("/me/second-factor", (await browser.PostAsync("/settings/choices")).Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/me/passkeys")).StatusCode);
    }

    [Fact]
    public async Task An_empty_practice_is_set_up_with_the_code_on_the_console()
    {
        var browser = app.Anonymous();
        Assert.Equal("/set-up", (await browser.GetAsync("/sign-in")).Headers.Location!.ToString());
        var answers = new { Code = "WRONG", PracticeName = "Harbour", FirstName = "Ada", LastName = "Lindqvist", Email = "ada@example.test", Password = "mossy-kettle-anvil" };
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SubmitAsync("/set-up", answers)).StatusCode);
        var code = app.Services.GetRequiredService<SetUpCode>().Text;
        Assert.Equal("/sign-in", (await browser.SubmitAsync("/set-up", new { Code = code, answers.PracticeName, answers.FirstName, answers.LastName, answers.Email, answers.Password })).Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/set-up")).StatusCode);
        Assert.Equal("/", (await browser.SubmitAsync("/sign-in", new { answers.Email, answers.Password })).Headers.Location!.ToString());
        Assert.Contains("Harbour", (await browser.PageAsync("/me")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_profile_changes_the_language_of_the_screens_at_once()
    {
        using var browser = await app.SignedInAsAsync(UserRole.Staff);
        await browser.SubmitAsync("/me", new { Language = "Fr", FirstName = "Zoé", LastName = "Côté" });
        var page = await browser.PageAsync("/me");
        Assert.Equal("fr", page.DocumentElement.GetAttribute("lang"));
        Assert.Contains("Moi", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Zoé Côté", page.Body!.TextContent, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> SignInAsync(CrmClient browser, StaffMember person, string password = Given.Password) =>
        browser.SubmitAsync("/sign-in", new { person.Email, Password = password });

    private Task<SignIn.Answer> WithCodeAsync(StaffMember person, string? code) => app.RunAsync(s => s.GetRequiredService<SignIn>().RunAsync(
        new() { Email = person.Email!, Password = Given.Password, Code = code, Address = null, UserAgent = null }));

    private string Code(byte[] secret) => Totp.Code(secret, app.Clock.Now.ToUnixTimeSeconds() / 30);

    private static byte[] Base32(string text)
    {
        var bits = string.Concat(text.Where(char.IsLetterOrDigit).Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(c => c.Length == 8).Select(c => Convert.ToByte(new string(c), 2))];
    }
}
