using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Api;

/// <summary>Signing in over the API, refreshing, and what ends it.</summary>
public sealed class AuthApiTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private Task<ApiAnswer> LoginAsync(string? email, string password = Given.Password, string? totp = null) =>
        world.Nobody.PostAsync("/api/auth/login", new { email, password, totp });

    private ApiClient With(JsonObject tokens) => new(world.App.CreateDefaultClient(), (string)tokens["accessToken"]!);

    private Task<ApiAnswer> RefreshAsync(JsonObject tokens) => world.Nobody.PostAsync("/api/auth/refresh-token", new { refreshToken = (string)tokens["refreshToken"]! });

    [Fact]
    public async Task Signing_in_gives_tokens_that_open_the_profile()
    {
        var person = await world.App.Given.StaffAsync(UserRole.Receptionist, "Ana", "Ruiz");
        var tokens = (await LoginAsync(person.Email)).Is(200).Json;
        Assert.Equal(600, (int)tokens["expiresIn"]!);
        Assert.Equal("RECEPTIONIST", (string)tokens["user"]!["role"]!);
        var profile = (await With(tokens).GetAsync("/api/auth/profile")).Is(200);
        Assert.Equal((person.Id, person.Email, "Ana"), ((long)profile.Json["id"]!, (string?)profile.Json["email"], (string)profile.Json["firstName"]!));
        Assert.DoesNotContain("assword\":\"", profile.Text, StringComparison.Ordinal);
        Assert.Equal($"\"{profile.Json["version"]}\"", profile.ETag);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_are_answered_alike()
    {
        var person = await world.App.Given.StaffAsync(UserRole.Receptionist);
        var (wrong, unknown) = ((await LoginAsync(person.Email, "not the password")).Is(401), (await LoginAsync("nobody@example.test")).Is(401));
        Assert.Equal("invalid_credentials", (string)wrong.Json["code"]!);
        Assert.Equal(wrong.Text, unknown.Text);
    }

    [Fact]
    public async Task A_person_with_one_time_codes_is_asked_for_one()
    {
        var person = await world.App.Given.StaffAsync(UserRole.Receptionist, change: p => p.TwoFactorEnabled = true);
        Assert.Equal("totp_required", (string)(await LoginAsync(person.Email)).Is(401).Json["code"]!);
        Assert.Equal("totp_invalid", (string)(await LoginAsync(person.Email, totp: "000000")).Is(401).Json["code"]!);
    }

    [Fact]
    public async Task The_right_one_time_code_opens_and_counts_once()
    {
        var person = await world.App.Given.StaffAsync(UserRole.Receptionist);
        var secret = Totp.NewSecret();
        string Code() => Totp.Code(secret, world.App.Clock.Now.ToUnixTimeSeconds() / 30);
        await world.App.AsAsync<SetSecondFactor, bool>(person.Id, async (op, actor) => (await op.TurnOnAsync(actor, secret, Code())).Succeeded);
        world.App.Clock.Advance(Duration.FromSeconds(30));
        var tokens = (await LoginAsync(person.Email, totp: Code())).Is(200).Json;
        Assert.True((bool)tokens["user"]!["twoFactorEnabled"]!);
        (await With(tokens).GetAsync("/api/auth/profile")).Is(200);
        Assert.Equal("totp_invalid", (string)(await LoginAsync(person.Email, totp: Code())).Is(401).Json["code"]!);
    }

    [Fact]
    public async Task Who_must_have_a_second_factor_gets_no_tokens_without_one_and_those_at_hand_open_nothing_more()
    {
        using var app = new CrmApp();
        var (person, demo) = (await app.Given.StaffAsync(UserRole.Therapist), await app.Given.StaffAsync(UserRole.Receptionist));
        var nobody = new ApiClient(app.CreateDefaultClient());
        Task<ApiAnswer> LoginAs(StaffMember who) => nobody.PostAsync("/api/auth/login", new { email = who.Email, password = Given.Password });
        var program = new ApiClient(app.CreateDefaultClient(), (string)(await LoginAs(person)).Is(200).Json["accessToken"]!);
        await app.Given.SaveAsync(new PracticeSetting { Key = Setting.SecondFactorOf(UserRole.Therapist).Key, Value = "1" });
        Assert.Equal("second_factor_required", (string)(await LoginAs(person)).Is(401).Json["code"]!);
        (await program.GetAsync("/api/clients")).Is(403);
        (await LoginAs(demo)).Is(200);
    }

    [Fact]
    public async Task Who_must_choose_a_password_gets_no_tokens()
    {
        var person = await world.App.Given.StaffAsync(UserRole.Receptionist, change: p => p.RequirePasswordChange = true);
        Assert.Equal("password_change_required", (string)(await LoginAsync(person.Email)).Is(401).Json["code"]!);
    }

    [Fact]
    public async Task What_is_missing_unknown_or_misshapen_is_named()
    {
        (await world.Nobody.PostAsync("/api/auth/login", new { email = "a@b.test" })).IsInvalid("password");
        (await world.Nobody.PostAsync("/api/auth/login", new { email = "a@b.test", password = "x", admin = true })).IsInvalid("admin");
        (await world.Nobody.PostAsync("/api/auth/login", new { email = 5, password = "x" })).IsInvalid("email");
        (await world.Nobody.PostAsync("/api/auth/login", "{\"email\":\"a\",\"email\":\"b\",\"password\":\"x\"}")).IsInvalid("");
        (await world.Nobody.PostAsync("/api/auth/login", "[]")).IsInvalid("");
    }

    [Fact]
    public async Task A_refresh_token_counts_once_and_its_reuse_ends_the_family()
    {
        var person = await world.App.Given.StaffAsync(UserRole.Receptionist);
        var first = (await LoginAsync(person.Email)).Is(200).Json;
        var second = (await RefreshAsync(first)).Is(200).Json;
        (await With(second).GetAsync("/api/auth/profile")).Is(200);
        (await RefreshAsync(first)).Is(401);
        (await RefreshAsync(second)).Is(401);
        (await With(second).GetAsync("/api/auth/profile")).Is(401);
        Assert.True(await world.App.DbAsync(db => db.AuditEntries.AnyAsync(a => a.Action == "auth.token_reused" && a.UserId == person.Id)));
    }

    [Fact]
    public async Task An_access_token_lasts_ten_minutes_and_no_longer_than_its_person()
    {
        using var app = new CrmApp();
        var person = await app.Given.StaffAsync(UserRole.Receptionist);
        var tokens = (await new ApiClient(app.CreateDefaultClient()).PostAsync("/api/auth/login", new { email = person.Email, password = Given.Password })).Is(200).Json;
        var program = new ApiClient(app.CreateDefaultClient(), (string)tokens["accessToken"]!);
        (await program.GetAsync("/api/auth/profile")).Is(200);
        app.Clock.Advance(Duration.FromMinutes(9));
        (await program.GetAsync("/api/auth/profile")).Is(200);
        await app.DbAsync(db => db.Users.Where(u => u.Id == person.Id).ExecuteUpdateAsync(u => u.SetProperty(p => p.IsActive, false)));
        (await program.GetAsync("/api/auth/profile")).Is(401);
        await app.DbAsync(db => db.Users.Where(u => u.Id == person.Id).ExecuteUpdateAsync(u => u.SetProperty(p => p.IsActive, true)));
        app.Clock.Advance(Duration.FromMinutes(1));
        (await program.GetAsync("/api/auth/profile")).Is(401);
    }

    [Fact]
    public async Task A_changed_or_foreign_token_does_not_count()
    {
        var person = await world.App.Given.StaffAsync(UserRole.Receptionist);
        var token = (string)(await LoginAsync(person.Email)).Is(200).Json["accessToken"]!;
        var parts = token.Split('.');
        Assert.Contains("\"alg\":\"ES256\"", System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(parts[0].PadRight((parts[0].Length + 3) / 4 * 4, '='))), StringComparison.Ordinal);
        foreach (var bad in new[] { parts[0] + "." + parts[1] + ".", "eyJhbGciOiJub25lIn0." + parts[1] + ".", token[..^4] + "AAAA", "nonsense" })
        {
            var refused = (await new ApiClient(world.App.CreateDefaultClient(), bad).GetAsync("/api/auth/profile")).Is(401);
            Assert.StartsWith("Bearer", refused.Message.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        }
    }
}
