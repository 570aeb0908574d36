using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Keeping;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Keeping;

/// <summary>The end of a file: due, not held, two people, and nothing of it left but the certificate.</summary>
public sealed class DestroyRecordTests : IDisposable
{
    private static readonly Instant LongAgo = Instant.FromUtc(2010, 5, 4, 17, 0);
    private readonly CrmApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Only_files_whose_time_is_over_are_due_and_the_reason_is_said()
    {
        var admin = await app.Given.StaffAsync(UserRole.Admin);
        await KeepAsync(10);
        var (over, minor, recent, typed) = (await OldClientAsync(), await OldClientAsync(), await OldClientAsync(), await OldClientAsync());
        await app.Given.SaveAsync(new Learner { ClientId = minor.Id, FirstName = "Mia", LastName = "Cho", DateOfBirth = new(2008, 2, 29) });
        await AppointmentAsync(recent.Id, Instant.FromUtc(2024, 1, 1, 18, 0));
        var forever = await app.Given.SaveAsync(new ClientType { Name = "Legal", RetentionAmount = 0 });
        await app.DbAsync(db => db.Clients.Where(c => c.Id == typed.Id).ExecuteUpdateAsync(u => u.SetProperty(c => c.ClientTypeId, forever.Id)));

        var noted = await OldClientAsync();
        await app.Given.SaveAsync(new SessionNote { ClientId = noted.Id, LearnerId = null, AppointmentId = null, AuthorId = admin.Id, Format = NoteFormat.Free, SessionDate = new(2024, 2, 29) });

        var due = await DueAsync(admin.Id);
        Assert.Equal(new(new LocalDate(2034, 2, 28), RetentionReason.LastContact), (await OneAsync(admin.Id, noted.Id))!.Kept);

        var file = Assert.Single(due);
        Assert.Equal((over.Id, new LocalDate(2020, 5, 4), RetentionReason.LastContact), (file.ClientId, file.Kept.Until!.Value, file.Kept.Reason));
        Assert.Equal(new(new LocalDate(2037, 3, 1), RetentionReason.Majority), (await OneAsync(admin.Id, minor.Id))!.Kept);
        Assert.Null((await OneAsync(admin.Id, typed.Id))!.Kept.Until);
    }

    [Fact]
    public async Task Two_people_end_a_file_and_nothing_readable_is_left()
    {
        using var ada = await app.SignedInAsAsync(UserRole.Admin);
        using var eve = await app.SignedInAsAsync(UserRole.Admin);
        using var desk = await app.SignedInAsAsync(UserRole.Receptionist);
        await KeepAsync(10);
        var client = await OldClientAsync("Quillcanary", c =>
        {
            (c.Notes, c.Address, c.SafetyAlert, c.Email) = ("Notescanary", "Streetcanary 1", "Dogcanary", "mailcanary@example.test");
        });
        await app.Given.SaveAsync(new Learner { ClientId = client.Id, FirstName = "Wrencanary", LastName = "L", Notes = "Learnercanary" });
        await app.Given.SaveAsync(new Contact { ClientId = client.Id, FirstName = "Contactcanary", LastName = "C", Relationship = RelationshipType.Parent, Phone = "604 555 canary" });
        await app.DbAsync(db => db.Appointments.ExecuteUpdateAsync(u => u.SetProperty(a => a.Notes, "Deskcanary")));
        var place = new SealedPlace("notes", "text", Guid.NewGuid());
        var sealedText = await app.RunAsync(async s => (await s.GetRequiredService<ClientKeys>().OfAsync(client.Id)).Seal("secret", place));
        var wrapped = await app.DbAsync(db => db.ClientKeys.Select(k => k.WrappedKey!).SingleAsync());
        var url = $"/clients/{client.Id}/retention";

        Assert.Equal(HttpStatusCode.Forbidden, (await desk.GetAsync(url)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ada.GetAsync("/clients/999/retention")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ada.SubmitAsync(url, new { Password = "wrong" }, "handler=Ask")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await ada.SubmitAsync(url, new { Given.Password }, "handler=Ask")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ada.PostAsync($"{url}?handler=Agree", ("Form.Password", Given.Password))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await eve.SubmitAsync(url, new { Password = "wrong" }, "handler=Agree")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await eve.SubmitAsync(url, new { Given.Password }, "handler=Agree")).StatusCode);

        var certificate = await app.DbAsync(db => db.DestructionCertificates.SingleAsync());
        Assert.Equal((client.FileNumber, new LocalDate(2010, 5, 4), new LocalDate(2010, 5, 4), ada.User!.Id, eve.User!.Id),
            (certificate.FileNumber, certificate.FirstContact, certificate.LastContact, certificate.AskedBy, certificate.DestroyedBy));
        await Assert.ThrowsAsync<RecordEndedException>(() => app.RunAsync(async s => (await s.GetRequiredService<ClientKeys>().OfAsync(client.Id)).Open(sealedText, place)));
        Assert.Contains("This record was ended", (await ada.PageAsync(url)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(client.FileNumber, (await ada.PageAsync("/settings/retention")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await eve.PostAsync($"{url}?handler=Ask", ("Form.Password", Given.Password))).StatusCode);
        Assert.False((await app.AsAsync<ReopenClient, Outcome<Client>>(ada.User.Id, (o, actor) => o.RunAsync(actor, new(client.Id)))).Succeeded);
        await app.DbAsync(db => db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)"));
        foreach (var file in Directory.EnumerateFiles(app.StorageRoot, "crm.db*"))
        {
            var text = Encoding.Latin1.GetString(await ReadAsync(file));
            foreach (var left in new[] { "Notescanary", "Streetcanary", "Dogcanary", "mailcanary", "Wrencanary", "Learnercanary", "Contactcanary", "555 canary", "Deskcanary", "quillcanary", Encoding.Latin1.GetString(wrapped) })
                Assert.False(text.Contains(left, StringComparison.Ordinal), $"{Path.GetFileName(file)} still holds {left}");
        }
    }

    [Fact]
    public async Task A_hold_stops_it_and_lifting_it_lets_it_go_on()
    {
        using var ada = await app.SignedInAsAsync(UserRole.Admin);
        using var eve = await app.SignedInAsAsync(UserRole.Admin);
        await KeepAsync(10);
        var client = await OldClientAsync();
        var url = $"/clients/{client.Id}/retention";
        await ada.SubmitAsync(url, new { Given.Password }, "handler=Ask");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await eve.SubmitAsync(url, new { Reason = "" }, "handler=Hold")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await eve.SubmitAsync(url, new { Reason = "Court file 12" }, "handler=Hold")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await eve.PostAsync($"{url}?handler=Agree", ("Form.Password", Given.Password))).StatusCode);
        Assert.Contains("Legal hold", (await ada.PageAsync("/settings/retention")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await eve.SubmitAsync(url, new { Reason = "Case closed" }, "handler=Lift")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await eve.SubmitAsync(url, new { }, "handler=TakeBack")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await eve.PostAsync($"{url}?handler=Agree", ("Form.Password", Given.Password))).StatusCode);
        Assert.NotNull((await ada.PageAsync(url)).QuerySelector("form[action$='handler=Ask']"));
    }

    [Fact]
    public async Task A_file_that_has_to_be_kept_is_not_ended_by_anybody()
    {
        var admin = await app.Given.StaffAsync(UserRole.Admin);
        var client = await app.Given.ClientAsync();
        var asked = await app.AsAsync<DestroyRecord, Outcome<bool>>(admin.Id, (o, actor) => o.AskAsync(actor, client.Id, Given.Password));
        Assert.Equal("This file has to be kept.", asked.Problems[0].Message);
    }

    [Fact]
    public async Task Every_text_of_a_client_is_overwritten_or_named_as_harmless() => Assert.True(await app.DbAsync(db =>
    {
        var unique = EraseNames.Owned(db.Model).SelectMany(t => EraseNames.Readable(t).Where(p => !p.IsNullable && p.GetContainingIndexes().Any(i => i.IsUnique)).Select(p => $"{t.GetTableName()}.{p.GetColumnName()}"));
        Assert.Empty(unique); // a column whose values must differ cannot be overwritten with one and the same
        var columns = EraseNames.Owned(db.Model).SelectMany(t => t.GetProperties().Select(p => $"{t.GetTableName()}.{p.GetColumnName()}")).ToHashSet();
        Assert.Subset(columns, EraseNames.Harmless.ToHashSet());
        return Task.FromResult(true);
    }));

    private static async Task<byte[]> ReadAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }

    private Task<IReadOnlyList<FileKept>> DueAsync(long by) => app.AsAsync<RetentionDates, IReadOnlyList<FileKept>>(by, (q, actor) => q.DueAsync(actor));

    private Task<FileKept?> OneAsync(long by, long client) => app.AsAsync<RetentionDates, FileKept?>(by, (q, actor) => q.OneAsync(actor, client));

    private Task<PracticeSetting> KeepAsync(int years) => app.Given.SaveAsync(new PracticeSetting { Key = Setting.RetentionYears.Key, Value = $"{years}", UpdatedAt = app.Clock.Now });

    private async Task<Client> OldClientAsync(string? lastName = null, Action<Client>? change = null)
    {
        var client = await app.Given.ClientAsync(lastName: lastName, change: change);
        await AppointmentAsync(client.Id, LongAgo);
        return client;
    }

    private async Task AppointmentAsync(long client, Instant at)
    {
        var appointment = new Appointment { Title = "S", ClientId = client, TherapistId = (await app.Given.StaffAsync(UserRole.Therapist)).Id, LocationId = await app.Given.LocationAsync() };
        appointment.PlaceAt(Zones.ToLocal(at, "America/Vancouver"), "America/Vancouver", 50, at);
        await app.Given.SaveAsync(appointment);
    }
}
