using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Data;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Keeping;

/// <summary>Who is told of an emergency view, and what a lock box keeps out (access.md §1).</summary>
public sealed class EmergencyTests : IDisposable
{
    private readonly CrmApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task The_therapist_and_the_privacy_contact_are_told_at_once_and_the_review_stays_open()
    {
        using var lee = await app.SignedInAsAsync(UserRole.Therapist);
        using var officer = await app.SignedInAsAsync(UserRole.Admin);
        using var other = await app.SignedInAsAsync(UserRole.Therapist);
        using var colleague = await app.SignedInAsAsync(UserRole.Therapist);
        var client = await app.Given.ClientAsync("Sarah", "Cho", lee.User!.Id);
        await officer.SubmitAsync("/settings/choices", new Dictionary<string, string> { ["Form[privacy_contact]"] = $"{officer.User!.Id}" });

        Assert.Equal(HttpStatusCode.Redirect, (await other.SubmitAsync("/emergency", new { client.FileNumber, Reason = "The client called in distress", Given.Password })).StatusCode);

        foreach (var told in new[] { lee, officer })
        {
            Assert.NotNull((await told.PageAsync("/")).QuerySelector(".banner-bad a[href='/emergency/told']"));
            Assert.Contains("The client called in distress", (await told.PageAsync("/emergency/told")).Body!.TextContent, StringComparison.Ordinal);
        }
        foreach (var untold in new[] { other, colleague })
            Assert.DoesNotContain("The client called", (await untold.PageAsync("/emergency/told")).Body!.TextContent, StringComparison.Ordinal);
        var theirs = await app.DbAsync(db => db.BreakGlassNotices.Where(n => n.UserId == officer.User!.Id).Select(n => n.Id).SingleAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await lee.PostAsync("/emergency/told", ("id", $"{theirs}"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await lee.SubmitAsync("/emergency/told", new { })).StatusCode);
        Assert.Null((await lee.PageAsync("/")).QuerySelector(".banner-bad"));
        Assert.NotNull((await officer.PageAsync("/")).QuerySelector(".banner-bad"));
        Assert.Contains("To be reviewed", (await officer.PageAsync("/audit/emergencies")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_an_active_person_is_the_privacy_contact()
    {
        using var admin = await app.SignedInAsAsync(UserRole.Admin);
        var gone = await app.Given.StaffAsync(UserRole.Admin, change: p => p.IsActive = false);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await admin.SubmitAsync("/settings/choices", new Dictionary<string, string> { ["Form[privacy_contact]"] = $"{gone.Id}" })).StatusCode);
    }

    [Fact]
    public async Task A_denial_from_the_clients_page_shuts_out_one_person_from_the_record_or_one_learner_and_beats_an_open_emergency_view()
    {
        using var admin = await app.SignedInAsAsync(UserRole.Admin);
        using var lee = await app.SignedInAsAsync(UserRole.Therapist);
        using var other = await app.SignedInAsAsync(UserRole.Therapist);
        var client = await app.Given.ClientAsync("Sarah", "Cho", lee.User!.Id);
        var (mia, ben) = (await app.Given.LearnerAsync(client.Id, "Mia"), await app.Given.LearnerAsync(client.Id, "Ben"));
        var url = $"/clients/{client.Id}/permissions";

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await admin.SubmitAsync(url, new { granted = "false" })).StatusCode);
        await DenyAsync(lee.User!.Id, mia.Id);
        Assert.Equal([ben.Id], await app.AsAsync<CrmDbContext, List<long>>(lee.User.Id, (db, actor) => db.Learners.VisibleTo(db, actor, Permission.ViewClients).Select(l => l.Id).ToListAsync()));
        Assert.Equal(HttpStatusCode.OK, (await lee.GetAsync($"/clients/{client.Id}")).StatusCode);

        await other.SubmitAsync("/emergency", new { client.FileNumber, Reason = "The client called in distress", Given.Password });
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync($"/clients/{client.Id}")).StatusCode);
        await DenyAsync(other.User!.Id, null);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/clients/{client.Id}")).StatusCode);
        await DenyAsync(lee.User.Id, null);
        Assert.Equal(HttpStatusCode.NotFound, (await lee.GetAsync($"/clients/{client.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync($"/clients/{client.Id}")).StatusCode);
        Assert.Equal(3, await app.DbAsync(db => db.AuditEntries.CountAsync(a => a.Action == "permission.record_denied" && a.ClientId == client.Id)));

        async Task DenyAsync(long user, long? learner)
        {
            var form = (await admin.PageAsync(url)).QuerySelectorAll<IHtmlFormElement>("main form").First(f => f.QuerySelector("[name='Form.UserId']") is not null);
            Assert.Equal(HttpStatusCode.Redirect, (await admin.PostAsync(form, url, new { UserId = user, Permission = nameof(Permission.ViewClients), LearnerId = learner, granted = "false" })).StatusCode);
        }
    }
}
