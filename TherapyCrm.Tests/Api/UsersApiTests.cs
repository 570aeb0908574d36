using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Api;

/// <summary>Users, invitations and one's own profile over the API.</summary>
public sealed class UsersApiTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Fact]
    public async Task Users_are_listed_for_who_manages_them()
    {
        var list = (await world.AtAdmin.GetAsync("/api/users?role=THERAPIST&isActive=true&sort=-lastName")).Is(200);
        Assert.Contains(world.Therapist.Id, list.Ids);
        Assert.DoesNotContain(world.Desk.Id, list.Ids);
        Assert.DoesNotContain("ash\"", list.Text, StringComparison.Ordinal);
        (await world.AtDesk.GetAsync("/api/users")).Is(403);
        (await world.AtDesk.GetAsync($"/api/users/{world.Desk.Id}")).Is(403);
        (await world.AtAdmin.GetAsync("/api/users?role=BOSS")).IsInvalid("role");
        var one = (await world.AtAdmin.GetAsync($"/api/users/{world.Therapist.Id}")).Is(200).Json;
        string[] columns = ["id", "email", "firstName", "lastName", "isEmailVerified", "phone", "role", "isActive", "createdAt", "updatedAt", "createdBy", "updatedBy", "portalAccess",
            "portalLastLogin", "requirePasswordChange", "accountLocked", "failedLoginAttempts", "lastPasswordChange", "preferredLanguage", "secondaryLanguages"];
        Assert.All(columns, c => Assert.True(one.ContainsKey(c), c));
        (await world.AtAdmin.GetAsync("/api/users/999999")).Is(404);
    }

    [Fact]
    public async Task A_user_is_changed_with_the_version_that_was_seen()
    {
        var person = await world.App.Given.StaffAsync(UserRole.Staff);
        var url = $"/api/users/{person.Id}";
        (await world.AtAdmin.PutAsync(url, new { lastName = "New" })).Is(428);
        var edited = (await world.AtAdmin.PutAsync(url, new { lastName = "New", role = "RECEPTIONIST" }, ("If-Match", (await world.AtAdmin.GetAsync(url)).ETag))).Is(200).Json;
        Assert.Equal(("New", "RECEPTIONIST"), ((string)edited["lastName"]!, (string)edited["role"]!));
        (await world.AtAdmin.PutAsync(url, new { lastName = "Late", version = 1 })).Is(412);
        (await world.AtAdmin.PutAsync(url, new { email = world.Desk.Email, version = (int)edited["version"]! })).Is(409);
        (await world.AtAdmin.PutAsync(url, new { failedLoginAttempts = 7, version = (int)edited["version"]! })).IsInvalid("failedLoginAttempts");
        (await world.AtDesk.PutAsync(url, new { lastName = "No" })).Is(403);
    }

    [Fact]
    public async Task Deleting_shuts_a_person_out_at_once()
    {
        var person = await world.App.Given.StaffAsync(UserRole.Receptionist);
        var program = await world.SignInAsync(person);
        (await program.GetAsync("/api/auth/profile")).Is(200);
        (await world.AtAdmin.DeleteAsync($"/api/users/{person.Id}")).Is(204);
        (await program.GetAsync("/api/auth/profile")).Is(401);
        Assert.False((bool)(await world.AtAdmin.GetAsync($"/api/users/{person.Id}")).Is(200).Json["isActive"]!);
        (await world.AtAdmin.DeleteAsync($"/api/users/{world.Admin.Id}")).Is(403);
        (await world.AtAdmin.DeleteAsync("/api/users/999999")).Is(404);
    }

    [Fact]
    public async Task Who_has_bookings_to_come_is_shut_out_only_after_a_yes_and_the_bookings_are_listed()
    {
        var person = await world.App.Given.StaffAsync(UserRole.Therapist);
        var booking = world.Booking(hour: 17, room: 2);
        booking["therapistId"] = person.Id;
        booking["allowOutsideHours"] = true;
        var id = (long)(await world.AtAdmin.PostAsync("/api/appointments", booking)).Is(201).Json["id"]!;
        var url = $"/api/users/{person.Id}";
        foreach (var asked in new[] { await world.AtAdmin.DeleteAsync(url), await world.AtAdmin.PutAsync(url, new { lastName = "Gone", isActive = false, version = person.Version }) })
        {
            var listed = asked.Is(409).Json["bookings"]![0]!;
            Assert.Equal((id, "Sara Cho", "2026-11-24T17:00:00-07:00"), ((long)listed["appointmentId"]!, (string)listed["name"]!, (string)listed["startTime"]!));
            Assert.Equal("isActive", (string)asked.Json["warnings"]![0]!["property"]!);
        }
        Assert.Equal(person.LastName, (string)(await world.AtAdmin.GetAsync(url)).Json["lastName"]!);
        (await world.AtAdmin.DeleteAsync($"{url}?confirmBookings=true")).Is(204);
    }

    [Fact]
    public async Task With_a_mail_server_the_invitation_goes_out_as_a_letter_and_is_not_in_the_answer()
    {
        using var letters = new Letters();
        using var app = new CrmApp().With("Smtp:Host", "127.0.0.1").With("Smtp:Port", $"{letters.Port}").With("Smtp:From", "practice@example.test");
        var admin = await app.Given.StaffAsync(UserRole.Admin);
        var login = (await new ApiClient(app.CreateDefaultClient()).PostAsync("/api/auth/login", new { email = admin.Email, password = Given.Password })).Is(200).Json;
        var made = (await new ApiClient(app.CreateDefaultClient(), (string)login["accessToken"]!).PostAsync("/api/auth/register", new { email = "nia@example.test", firstName = "Nia", lastName = "Holt" })).Is(201);
        Assert.Null(made.Json["invitationToken"]);
        Assert.Null(made.Json["invitationLink"]);
        Assert.Contains("/set-password?token=", await letters.FirstAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registering_invites_and_only_an_administrator_may()
    {
        var wanted = new { email = "new.person@example.test", firstName = "Nia", lastName = "Holt", role = "THERAPIST", locationIds = new[] { world.Location }, isBookable = true };
        (await world.Nobody.PostAsync("/api/auth/register", wanted)).Is(401);
        (await world.AtDesk.PostAsync("/api/auth/register", wanted)).Is(403);
        var made = (await world.AtAdmin.PostAsync("/api/auth/register", wanted)).Is(201);
        Assert.Equal("THERAPIST", (string)made.Json["user"]!["role"]!);
        Assert.NotEmpty((string)made.Json["invitationToken"]!);
        Assert.EndsWith($"/set-password?token={made.Json["invitationToken"]}", (string)made.Json["invitationLink"]!, StringComparison.Ordinal);
        Assert.Equal($"/api/users/{made.Json["user"]!["id"]}", made.Message.Headers.Location?.ToString());
        (await world.AtAdmin.PostAsync("/api/auth/register", wanted)).Is(409);
        (await world.AtAdmin.PostAsync("/api/auth/register", new { email = "x@example.test", firstName = "X", lastName = "Y", password = "secret" })).IsInvalid("password");
        (await world.Nobody.PostAsync("/api/auth/login", new { wanted.email, password = "anything at all" })).Is(401);
    }

    [Fact]
    public async Task One_s_own_profile_is_changed()
    {
        var program = await world.SignInAsync(await world.App.Given.StaffAsync(UserRole.Receptionist));
        var read = (await program.GetAsync("/api/auth/profile")).Is(200);
        (await program.PutAsync("/api/auth/profile", new { firstName = "Mo" })).Is(428);
        var edited = (await program.PutAsync("/api/auth/profile", new { firstName = "Mo", preferredLanguage = "FR", theme = "DARK" }, ("If-Match", read.ETag))).Is(200).Json;
        Assert.Equal(("Mo", "FR", "DARK"), ((string)edited["firstName"]!, (string)edited["preferredLanguage"]!, (string)edited["theme"]!));
        (await program.PutAsync("/api/auth/profile", new { firstName = "Mo" }, ("If-Match", read.ETag))).Is(412);
        (await program.PutAsync("/api/auth/profile", new { role = "ADMIN", version = (int)edited["version"]! })).IsInvalid("role");
    }

    [Fact]
    public async Task Notices_are_one_s_own_business()
    {
        var url = $"/api/users/{world.Desk.Id}/notification-preferences";
        Assert.True((bool)(await world.AtDesk.GetAsync(url)).Is(200).Json["emailNotifications"]!);
        Assert.True((bool)(await world.AtDesk.PutAsync(url, new { smsNotifications = true })).Is(200).Json["smsNotifications"]!);
        Assert.True((bool)(await world.AtAdmin.GetAsync(url)).Is(200).Json["smsNotifications"]!);
        (await world.AtDesk.GetAsync($"/api/users/{world.Admin.Id}/notification-preferences")).Is(403);
        (await world.AtAdmin.GetAsync("/api/users/999999/notification-preferences")).Is(404);
        (await world.AtDesk.PutAsync(url, new { pigeon = true })).IsInvalid("pigeon");
        Assert.True(await world.App.DbAsync(db => db.AuditEntries.AnyAsync(a => a.Action == "user.notifications_edited" && a.EntityId == world.Desk.Id)));
    }
}
