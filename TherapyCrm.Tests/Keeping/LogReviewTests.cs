using System.Diagnostics;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Insights;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Keeping;

/// <summary>The review of the log: a sample that stays the same, and what stands out (access.md §2).</summary>
public sealed class LogReviewTests : IDisposable
{
    private static readonly YearMonth October = new(2026, 10);
    private static readonly Instant Noon = Instant.FromUtc(2026, 10, 14, 19, 0); // Wednesday 12:00 in Vancouver
    private readonly CrmApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task The_sample_of_a_month_is_the_same_for_everybody_and_only_of_that_month()
    {
        var (admin, other, lee) = (await app.Given.StaffAsync(UserRole.Admin), await app.Given.StaffAsync(UserRole.Admin), await app.Given.StaffAsync(UserRole.Therapist));
        var client = await app.Given.ClientAsync();
        for (var i = 0; i < 60; i++) await LookAsync(lee.Id, client.Id, Noon + Duration.FromMinutes(i));
        await LookAsync(lee.Id, client.Id, Noon + Duration.FromDays(25));
        await app.Given.SaveAsync(AuditLog.Line(new() { UserId = lee.Id, Now = Noon }, "client.listed", AuditOutcome.Ok));

        var (first, second) = (await SampleAsync(admin.Id, October), await SampleAsync(other.Id, October));

        Assert.Equal(AuditSample.Size, first.Count);
        Assert.Equal(first.Select(l => l.Id), second.Select(l => l.Id));
        Assert.All(first, l => Assert.InRange(l.At, Noon, Noon + Duration.FromHours(1)));
        Assert.NotEqual(first.Select(l => l.Id).Order(), first.Select(l => l.Id));
        await Assert.ThrowsAsync<NotFoundException>(() => SampleAsync(admin.Id, new(2026, 11)));
    }

    [Fact]
    public async Task A_line_is_reviewed_once_with_a_note_and_never_by_who_did_it()
    {
        using var admin = await app.SignedInAsAsync(UserRole.Admin);
        using var desk = await app.SignedInAsAsync(UserRole.Receptionist);
        var client = await app.Given.ClientAsync();
        await LookAsync(desk.User!.Id, client.Id, Noon);
        await LookAsync(admin.User!.Id, client.Id, Noon);
        Assert.Equal(HttpStatusCode.Forbidden, (await desk.GetAsync("/audit/review")).StatusCode);
        const string Url = "/audit/review?month=2026-10";
        var form = Form(await admin.PageAsync(Url));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await admin.PostAsync(form, Url, new { note = "" })).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await admin.PostAsync(form, Url, new { note = "booked by phone" })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await admin.PostAsync(form, Url, new { note = "again" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.PostAsync(form, Url, new { note = "other", id = "999999" })).StatusCode);
        var own = await app.DbAsync(db => db.AuditEntries.Where(e => e.UserId == admin.User!.Id && e.At == Noon).Select(e => e.Id).SingleAsync());
        Assert.Equal(HttpStatusCode.Forbidden, (await admin.PostAsync(form, Url, new { note = "mine", id = own })).StatusCode);
        var page = await admin.PageAsync(Url);
        Assert.Contains("booked by phone", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll<IHtmlFormElement>("main form[method=post]"));
    }

    [Fact]
    public async Task What_stands_out_is_found_and_what_does_not_is_not()
    {
        var (admin, lee) = (await app.Given.StaffAsync(UserRole.Admin), await app.Given.StaffAsync(UserRole.Therapist, "Lee", "Ménard"));
        var desk = await app.Given.StaffAsync(UserRole.Receptionist, "Sam", "Other");
        await app.Given.SaveAsync(new PracticeSetting { Key = Setting.ManyClientsADay.Key, Value = "5", UpdatedAt = app.Clock.Now });
        var (namesake, ordinary) = (await app.Given.ClientAsync("Ann", "Menard"), await app.Given.ClientAsync("Mia", "Menardson"));
        var crowd = new List<long>();
        for (var i = 0; i < 5; i++) crowd.Add((await app.Given.ClientAsync()).Id);
        foreach (var seen in crowd.Append(ordinary.Id).Append(namesake.Id)) await AppointmentAsync(seen, lee.Id);
        var forgotten = await app.Given.ClientAsync();
        var before = Noon - Duration.FromDays(60);
        await app.DbAsync(db => db.Clients.ExecuteUpdateAsync(u => u.SetProperty(c => c.CreatedAt, before)));
        await LookAsync(lee.Id, namesake.Id, Noon);
        await LookAsync(lee.Id, ordinary.Id, Noon);
        await LookAsync(desk.Id, namesake.Id, Noon);
        await LookAsync(desk.Id, forgotten.Id, Noon);
        await LookAsync(lee.Id, ordinary.Id, Instant.FromUtc(2026, 10, 15, 9, 0)); // 02:00
        foreach (var one in crowd) await LookAsync(desk.Id, one, Noon);

        var found = await app.AsAsync<AuditOutliers, IReadOnlyList<Outlier>>(admin.Id, (q, actor) => q.RunAsync(actor, new(2026, 10, 1), new(2026, 10, 31)));

        Assert.Equal(
        [
            (OutlierKind.OwnSurname, lee.Id, namesake.Id, 1), (OutlierKind.NoAppointmentNear, desk.Id, forgotten.Id, 1),
            (OutlierKind.AfterHours, lee.Id, ordinary.Id, 1), (OutlierKind.ManyClients, desk.Id, (long?)null, 7),
        ], found.Select(o => (o.Kind, o.UserId, o.ClientId, o.Count)));
        using var browser = await app.SignedInAsync(admin);
        Assert.Contains("Own surname", (await browser.PageAsync("/audit/review?month=2026-10")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_busy_month_is_reviewed_in_seconds()
    {
        var admin = await app.Given.StaffAsync(UserRole.Admin);
        var people = new List<long>();
        for (var i = 0; i < 20; i++) people.Add((await app.Given.StaffAsync(UserRole.Receptionist)).Id);
        var clients = new List<long>();
        for (var i = 0; i < 50; i++) clients.Add((await app.Given.ClientAsync()).Id);
        await using (var db = SqliteCopy.Open(Path.Combine(app.StorageRoot, "crm.db"))) await db.Database.ExecuteSqlAsync($"""
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99999)
            INSERT INTO audit_entries (at, user_id, action, information_type, client_id, entity_id, outcome)
            SELECT datetime('2026-10-01 07:00:00', '+' || (i * 26) || ' seconds'), {people[0]} + i % 20, 'client.read', 'client', {clients[0]} + (i * 7) % 50, 1, 'OK' FROM n
            """);
        var clock = Stopwatch.StartNew();

        Assert.Equal(AuditSample.Size, (await SampleAsync(admin.Id, October)).Count);
        var found = await app.AsAsync<AuditOutliers, IReadOnlyList<Outlier>>(admin.Id, (q, actor) => q.RunAsync(actor, new(2026, 10, 1), new(2026, 10, 31)));

        Assert.NotEmpty(found);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"{clock.Elapsed.TotalSeconds:0.0} s");
    }

    private static IHtmlFormElement Form(IParentNode page) => page.QuerySelectorAll<IHtmlFormElement>("main form").First(f => f.QuerySelector("textarea") is not null);

    private Task<IReadOnlyList<SampledLine>> SampleAsync(long by, YearMonth month) => app.AsAsync<AuditSample, IReadOnlyList<SampledLine>>(by, (q, actor) => q.RunAsync(actor, month));

    private Task<AuditEntry> LookAsync(long user, long client, Instant at) => app.Given.SaveAsync(AuditLog.Line(new() { UserId = user, Now = at }, "client.read", AuditOutcome.Ok, client, client));

    private async Task AppointmentAsync(long client, long therapist)
    {
        var appointment = new Appointment { Title = "S", ClientId = client, TherapistId = therapist, LocationId = await app.Given.LocationAsync() };
        appointment.PlaceAt(Zones.ToLocal(Noon, "America/Vancouver"), "America/Vancouver", 50, Noon);
        await app.Given.SaveAsync(appointment);
    }
}
