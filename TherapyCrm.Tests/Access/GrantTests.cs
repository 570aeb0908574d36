using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Access;

/// <summary>Nobody grants what they lack, nor to themselves; somebody always remains who manages permissions.</summary>
public sealed class GrantTests : IDisposable
{
    private readonly CrmApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_grant_counts_from_the_next_request_on_and_ends_with_its_day()
    {
        var (admin, desk) = (await app.Given.StaffAsync(UserRole.Admin), await app.Given.StaffAsync(UserRole.Receptionist));
        using var browser = await app.SignedInAsync(desk);
        Assert.Equal(403, (int)(await browser.GetAsync("/audit")).StatusCode);
        await GrantAsync(admin.Id, new() { UserId = desk.Id, Permission = Permission.ViewAudit, Granted = true, Reach = Reach.Any, ExpiresAt = app.Clock.Now + Duration.FromMinutes(10) });
        Assert.Equal(200, (int)(await browser.GetAsync("/audit")).StatusCode);
        app.Clock.Advance(Duration.FromMinutes(11));
        Assert.Equal(403, (int)(await browser.GetAsync("/audit")).StatusCode);
    }

    [Fact]
    public async Task Nobody_grants_to_themselves_or_what_they_lack()
    {
        var (admin, other) = (await app.Given.StaffAsync(UserRole.Admin), await app.Given.StaffAsync(UserRole.Staff));
        await Assert.ThrowsAsync<ForbiddenException>(() => GrantAsync(admin.Id, new() { UserId = admin.Id, Permission = Permission.ViewClients, Granted = true, Reach = Reach.Any }));
        await Assert.ThrowsAsync<ForbiddenException>(() => GrantAsync(admin.Id, new() { UserId = other.Id, Permission = Permission.ViewClinical, Granted = true }));
        await Assert.ThrowsAsync<ForbiddenException>(() => GrantAsync(other.Id, new() { UserId = admin.Id, Permission = Permission.ViewClients, Granted = true }));
        await Assert.ThrowsAsync<ForbiddenException>(() => app.AsAsync<SetRoles, Outcome<bool>>(admin.Id, (op, actor) => op.RunAsync(actor, admin.Id, [UserRole.Therapist])));
        await Assert.ThrowsAsync<ForbiddenException>(() => app.AsAsync<EditRolePermission, Outcome<bool>>(admin.Id, (op, actor) => op.RunAsync(actor, UserRole.Receptionist, Permission.ViewClinical, Reach.Any)));
    }

    [Fact]
    public async Task Lifting_a_denial_is_granting_too()
    {
        var (admin, other) = (await app.Given.StaffAsync(UserRole.Admin), await app.Given.StaffAsync(UserRole.Therapist));
        var deny = await GrantAsync(admin.Id, new() { UserId = other.Id, Permission = Permission.ViewClinical, Granted = false });
        await Assert.ThrowsAsync<ForbiddenException>(() => app.AsAsync<GrantUserPermission, Outcome<bool>>(admin.Id, (op, actor) => op.RevokeAsync(actor, other.Id, deny.Value!.Id)));
    }

    [Fact]
    public async Task What_a_role_began_with_can_be_given_back()
    {
        var admin = await app.Given.StaffAsync(UserRole.Admin);
        foreach (var reach in (Reach[])[Reach.None, Reach.Assigned])
            Assert.True((await app.AsAsync<EditRolePermission, Outcome<bool>>(admin.Id, (op, actor) => op.RunAsync(actor, UserRole.Therapist, Permission.ViewClinical, reach))).Succeeded);
    }

    [Fact]
    public async Task The_last_who_manages_permissions_cannot_be_shut_out_by_any_way()
    {
        var admin = await app.Given.StaffAsync(UserRole.Admin);
        var deputy = await app.Given.StaffAsync();
        await app.Given.UserPermissionAsync(deputy.Id, Permission.ManagePermissions, granted: true, Reach.Any, app.Clock.Now + Duration.FromHours(1));
        await app.Given.UserPermissionAsync(deputy.Id, Permission.ManageUsers, granted: true, Reach.Any);
        Assert.False((await app.AsAsync<DeactivateStaffMember, Outcome<bool>>(deputy.Id, (op, actor) => op.RunAsync(actor, admin.Id, isActive: false, isLocked: false))).Succeeded);
        Assert.False((await app.AsAsync<SetRoles, Outcome<bool>>(deputy.Id, (op, actor) => op.RunAsync(actor, admin.Id, []))).Succeeded);
        Assert.False((await GrantAsync(deputy.Id, new() { UserId = admin.Id, Permission = Permission.ManagePermissions, Granted = false })).Succeeded);
        Assert.False((await app.AsAsync<EditRolePermission, Outcome<bool>>(deputy.Id, (op, actor) => op.RunAsync(actor, UserRole.Admin, Permission.ManagePermissions, Reach.None))).Succeeded);
        Assert.True((await app.DbAsync(db => db.Users.SingleAsync(u => u.Id == admin.Id))).IsActive);
        Assert.True((await app.RunAsync(s => ((ActorLoader)s.GetService(typeof(ActorLoader))!).LoadAsync(admin.Id, app.Clock.Now))).May(Permission.ManagePermissions));
    }

    [Fact]
    public async Task Who_is_shut_out_is_out_at_once()
    {
        var (admin, person) = (await app.Given.StaffAsync(UserRole.Admin), await app.Given.StaffAsync(UserRole.Staff));
        using var browser = await app.SignedInAsync(person);
        Assert.Equal(200, (int)(await browser.GetAsync("/")).StatusCode);
        Assert.True((await app.AsAsync<DeactivateStaffMember, Outcome<bool>>(admin.Id, (op, actor) => op.RunAsync(actor, person.Id, isActive: true, isLocked: true))).Succeeded);
        Assert.Equal(302, (int)(await browser.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task An_emergency_view_opens_one_client_for_an_hour_and_never_over_a_denial()
    {
        var therapist = await app.Given.StaffAsync(UserRole.Therapist);
        var (client, denied) = (await app.Given.ClientAsync(), await app.Given.ClientAsync());
        await app.Given.RecordPermissionAsync(therapist.Id, Permission.ViewClients, denied.Id, granted: false);
        Assert.Empty(await SeesAsync(therapist.Id));
        Assert.Equal("reason", (await OpenAsync(therapist.Id, client.FileNumber, "too short")).Problems[0].Field);
        Assert.Equal("password", (await OpenAsync(therapist.Id, client.FileNumber, "The client called in distress", "wrong")).Problems[0].Field);
        Assert.Equal("fileNumber", (await OpenAsync(therapist.Id, denied.FileNumber, "The client called in distress")).Problems[0].Field);
        Assert.True((await OpenAsync(therapist.Id, client.FileNumber, "The client called in distress")).Succeeded);
        Assert.Equal([client.Id], await SeesAsync(therapist.Id));
        Assert.Empty(await SeesAsync(therapist.Id, Permission.EditClients));
        app.Clock.Advance(Duration.FromMinutes(60));
        Assert.Empty(await SeesAsync(therapist.Id));
        Assert.Equal("The client called in distress", await app.DbAsync(db => db.AuditEntries.Where(a => a.Action == "access.emergency_opened").Select(a => a.Reason).SingleAsync()));
    }

    [Fact]
    public async Task An_emergency_view_is_reviewed_by_somebody_else()
    {
        var (admin, other) = (await app.Given.StaffAsync(UserRole.Admin), await app.Given.StaffAsync(UserRole.Admin));
        var view = (await OpenAsync(admin.Id, (await app.Given.ClientAsync()).FileNumber, "The client called in distress")).Value!;
        await Assert.ThrowsAsync<ForbiddenException>(() => app.AsAsync<CloseBreakGlass, Outcome<bool>>(admin.Id, (op, actor) => op.ReviewAsync(actor, view.Id, "fine")));
        Assert.True((await app.AsAsync<CloseBreakGlass, Outcome<bool>>(other.Id, (op, actor) => op.ReviewAsync(actor, view.Id, "fine"))).Succeeded);
    }

    [Fact]
    public async Task The_explanation_names_the_deciding_row()
    {
        var (admin, therapist) = (await app.Given.StaffAsync(UserRole.Admin), await app.Given.StaffAsync(UserRole.Therapist));
        var (mine, foreign, denied) = (await app.Given.ClientAsync(therapistId: therapist.Id), await app.Given.ClientAsync(), await app.Given.ClientAsync(therapistId: therapist.Id));
        await app.Given.RecordPermissionAsync(therapist.Id, Permission.ViewClients, denied.Id, granted: false);
        await app.Given.RecordPermissionAsync(therapist.Id, Permission.ViewClinical, foreign.Id, granted: true);
        Assert.Equal(new(Permission.ViewClients, true, 11), await ExplainAsync(admin.Id, therapist.Id, mine.Id, Permission.ViewClients));
        Assert.Equal(new(Permission.ViewClients, false, 12), await ExplainAsync(admin.Id, therapist.Id, foreign.Id, Permission.ViewClients));
        Assert.Equal(new(Permission.ViewClinical, true, 8), await ExplainAsync(admin.Id, therapist.Id, foreign.Id, Permission.ViewClinical));
        Assert.Equal(new(Permission.EditClients, false, 3, Permission.ViewClients), await ExplainAsync(admin.Id, therapist.Id, denied.Id, Permission.EditClients));
        Assert.Equal(new(Permission.ViewClients, true, 9), await ExplainAsync(admin.Id, admin.Id, mine.Id, Permission.ViewClients));
    }

    private Task<Outcome<UserPermission>> GrantAsync(long by, GrantUserPermission.Request request) =>
        app.AsAsync<GrantUserPermission, Outcome<UserPermission>>(by, (op, actor) => op.RunAsync(actor, request));

    private Task<Outcome<OpenBreakGlass.Opened>> OpenAsync(long by, string file, string reason, string password = Given.Password) =>
        app.AsAsync<OpenBreakGlass, Outcome<OpenBreakGlass.Opened>>(by, (op, actor) => op.RunAsync(actor, new() { FileNumber = file, Reason = reason, Password = password }));

    private Task<ExplainAccess.Answer> ExplainAsync(long asker, long user, long client, Permission permission) =>
        app.AsAsync<ExplainAccess, ExplainAccess.Answer>(asker, async (op, actor) => (await op.RunAsync(actor, user, client)).Single(a => a.Permission == permission));

    private Task<List<long>> SeesAsync(long user, Permission permission = Permission.ViewClients) =>
        app.AsAsync<CrmDbContext, List<long>>(user, (db, actor) => db.Clients.VisibleTo(db, actor, permission).Select(c => c.Id).ToListAsync());
}
