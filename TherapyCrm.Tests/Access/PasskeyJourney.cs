using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Access;

/// <summary>Passkeys in a real browser with Chromium's virtual authenticator: made, used, refused where the password would be, removed.</summary>
public sealed class PasskeyJourney : IAsyncLifetime
{
    private readonly CrmBrowser browser = CrmBrowser.Start(new CrmApp().With("Limits:SignInPerMinute", "1000"), "localhost");
    private StaffMember person = null!;
    private IPage page = null!;

    public async Task InitializeAsync()
    {
        person = await browser.App.Given.StaffAsync(UserRole.Therapist, "Mina", "Okafor", change: p => p.TwoFactorEnabled = true);
        page = await browser.PageAsync(person);
        var authenticator = await page.Context.NewCDPSessionAsync(page);
        await authenticator.SendAsync("WebAuthn.enable");
        await authenticator.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
    }

    public async Task DisposeAsync() => await browser.DisposeAsync();

    [Fact]
    public async Task A_passkey_is_added_for_the_password_signs_in_without_a_code_and_is_removed()
    {
        await AddAsync("wrong password");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("This is not your password.");
        await AddAsync(Given.Password);
        await Assertions.Expect(page.GetByText("The passkey is kept.").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("summary")).ToContainTextAsync("My laptop");
        Assert.Empty((await page.RunAxe(new AxeRunOptions { RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa") })).Violations);

        await SignOutAsync();
        await SignInAsync();
        await page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
        Assert.Equal(["passkey"], await browser.App.DbAsync(db => db.AuditEntries.Where(a => a.Action == "auth.signed_in" && a.UserId == person.Id && a.Details != null).Select(a => a.Details!).ToListAsync()));

        await page.GotoAsync("/me/passkeys");
        await page.Locator("summary").ClickAsync();
        await page.GetByLabel("Your password").First.FillAsync(Given.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The passkey is removed.").First).ToBeVisibleAsync();
        await SignOutAsync();
        await SignInAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("This passkey opens nothing here");
        Assert.Equal(["auth.passkey_added", "auth.passkey_removed"],
            await browser.App.DbAsync(db => db.AuthLogs.Where(a => a.UserId == person.Id && a.Action.StartsWith("auth.passkey")).OrderBy(a => a.Id).Select(a => a.Action).ToListAsync()));
    }

    [Fact]
    public async Task Who_may_not_enter_by_password_may_not_by_passkey_either()
    {
        await AddAsync(Given.Password);
        await Assertions.Expect(page.GetByText("The passkey is kept.").First).ToBeVisibleAsync();
        await SignOutAsync();
        foreach (var (shut, open) in new (Action<StaffMember>, Action<StaffMember>)[]
        {
            (p => p.IsActive = false, p => p.IsActive = true),
            (p => p.AccountLocked = true, p => p.AccountLocked = false),
            (p => p.LockoutEnd = browser.App.Clock.Now.ToDateTimeOffset().AddMinutes(5), p => p.LockoutEnd = null),
        })
        {
            await ChangeAsync(shut);
            await SignInAsync();
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync("This passkey opens nothing here");
            await ChangeAsync(open);
        }
        await ChangeAsync(p => p.RequirePasswordChange = true);
        await SignInAsync();
        await page.WaitForURLAsync("**/me/password*");
    }

    [Fact]
    public async Task Where_the_practice_asks_for_a_second_factor_a_passkey_is_one_and_the_password_alone_is_none()
    {
        await AddAsync(Given.Password);
        await Assertions.Expect(page.GetByText("The passkey is kept.").First).ToBeVisibleAsync();
        await ChangeAsync(p => p.TwoFactorEnabled = false);
        await browser.App.Given.SaveAsync(new PracticeSetting { Key = Setting.SecondFactorOf(UserRole.Therapist).Key, Value = "1" });
        await SignOutAsync();
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("E-mail").FillAsync(person.Email!);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Given.Password);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Please sign in with your passkey");
        await SignInAsync();
        await page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
        await page.GotoAsync("/me");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Me");
    }

    private async Task AddAsync(string password)
    {
        await page.GotoAsync("/me/passkeys");
        await page.GetByLabel("Name").Last.FillAsync("My laptop");
        await page.GetByLabel("Your password").Last.FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
    }

    private async Task SignOutAsync() => await page.Context.ClearCookiesAsync();

    private async Task SignInAsync()
    {
        await page.GotoAsync("/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
    }

    private Task<int> ChangeAsync(Action<StaffMember> change) => browser.App.DbAsync(async db =>
    {
        change(await db.Users.SingleAsync(u => u.Id == person.Id));
        return await db.SaveChangesAsync();
    });
}
