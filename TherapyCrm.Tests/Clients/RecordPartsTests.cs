using System.Net;
using System.Text;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Clients;

/// <summary>Consents, disclosures, diagnoses, medication, allergies, discharge and reopening.</summary>
public sealed class RecordPartsTests : IDisposable
{
    private const string Canary = "canary-of-the-clinic";
    private static readonly LocalDate Today = new(2026, 11, 23);
    private readonly PracticeWorld world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task A_consent_is_given_and_withdrawn_and_stays_on_file()
    {
        var client = await world.ClientAsync();
        var contact = (await world.RunAsync((AddContact o) => o.RunAsync(world.Desk, new(client.Id, new() { FirstName = "Jo", LastName = "Cho", Relationship = RelationshipType.Caregiver })))).Value!;
        var consent = (await ConsentAsync(client.Id, contact.Id)).Value!;

        Assert.Equal("withdrawnOn", Assert.Single((await WithdrawAsync(client.Id, consent.Id, Today.PlusDays(-10))).Problems).Field);
        Assert.True((await WithdrawAsync(client.Id, consent.Id, Today)).Succeeded);
        Assert.Equal(ProblemKind.Conflict, Assert.Single((await WithdrawAsync(client.Id, consent.Id, Today)).Problems).Kind);

        var row = Assert.Single(await world.RunAsync((Consents o) => o.OfAsync(world.Desk, client.Id)));
        Assert.Equal(("Jo Cho", ConsentChannel.Email, Today, "Sarah"), (row.Contact, row.Consent.Channel, row.Consent.WithdrawnOn!.Value, row.Consent.WithdrawnBy));
        Assert.Equal(ProblemKind.Conflict, Assert.Single((await world.RunAsync((RemoveContact o) => o.RunAsync(world.Desk, new(contact.Id)))).Problems).Kind);
    }

    [Fact]
    public async Task What_is_wrong_with_a_consent_is_said_at_its_field()
    {
        var (client, other) = (await world.ClientAsync(), await world.ClientAsync("Omar"));
        var contact = (await world.RunAsync((AddContact o) => o.RunAsync(world.Desk, new(other.Id, new() { FirstName = "Jo", LastName = "Cho", Relationship = RelationshipType.Caregiver })))).Value!;

        Assert.Equal("contactId", Assert.Single((await ConsentAsync(client.Id, contact.Id)).Problems).Field);
        Assert.Equal(["purpose", "givenBy", "givenOn"], (await world.RunAsync((AddConsent o) =>
            o.RunAsync(world.Desk, new() { ClientId = client.Id, Purpose = "", GivenBy = " ", GivenOn = Today.PlusDays(1) }))).Problems.Select(p => p.Field));
        await Assert.ThrowsAsync<NotFoundException>(() => WithdrawAsync(client.Id, 99, Today));
    }

    [Fact]
    public async Task Clinical_facts_and_disclosures_lie_sealed_are_read_back_and_logged()
    {
        var client = await world.ClientAsync(change: d => d with { TherapistId = world.Lee });
        var lee = world.Therapist(world.Lee);
        var fact = (await world.RunAsync((AddClinicalFact o) => o.RunAsync(lee, new(client.Id, null, ClinicalFactKind.Allergy, Today, new(Canary, "Z88", "Rash"))))).Value!;
        await world.RunAsync((AddDisclosure o) => o.RunAsync(lee, new(client.Id, null, Today, new("Dr. Hill", Canary, "Consent of today"))));

        Assert.Equal(new ClinicalFactText(Canary, "Z88", "Rash"), Assert.Single((await world.RunAsync((ClinicalFacts o) => o.OfAsync(lee, client.Id))).Rows).Text);
        Assert.Equal(Canary, Assert.Single(await world.RunAsync((Disclosures o) => o.OfAsync(lee, client.Id))).Text.What);
        Assert.DoesNotContain(Canary, world.Db(db => Encoding.UTF8.GetString([.. db.ClinicalFacts.Single().Content, .. db.Disclosures.Single().Content])), StringComparison.Ordinal);
        var logged = world.Db(db => db.AuditEntries.Where(a => a.ClientId == client.Id).Select(a => a.Action).ToHashSet());
        Assert.Superset(new HashSet<string> { "clinical_fact.added", "clinical_fact.read", "disclosure.added", "client.disclosures_read" }, logged);

        Assert.Equal("endedOn", Assert.Single((await EndAsync(client.Id, fact.Id, Today.PlusDays(-1))).Problems).Field);
        Assert.True((await EndAsync(client.Id, fact.Id, Today)).Succeeded);
        Assert.Equal(ProblemKind.Conflict, Assert.Single((await EndAsync(client.Id, fact.Id, Today)).Problems).Kind);
    }

    [Fact]
    public async Task Who_has_no_clinical_text_gets_none_and_a_foreign_therapist_finds_nothing()
    {
        var client = await world.ClientAsync(change: d => d with { TherapistId = world.Lee });

        await Assert.ThrowsAsync<ForbiddenException>(() => world.RunAsync((ClinicalFacts o) => o.OfAsync(world.Desk, client.Id)));
        await Assert.ThrowsAsync<ForbiddenException>(() => world.RunAsync((Disclosures o) => o.OfAsync(world.Desk, client.Id)));
        await Assert.ThrowsAsync<NotFoundException>(() => world.RunAsync((ClinicalFacts o) => o.OfAsync(world.Therapist(world.Roy), client.Id)));
        await Assert.ThrowsAsync<NotFoundException>(() => world.RunAsync((AddClinicalFact o) =>
            o.RunAsync(world.Therapist(world.Roy), new(client.Id, null, ClinicalFactKind.Diagnosis, Today, new("x", null, null)))));
    }

    [Fact]
    public async Task An_instructor_reads_the_learner_taught_and_not_the_sibling()
    {
        var client = await world.ClientAsync();
        var taught = (await world.RunAsync((AddLearner o) => o.RunAsync(world.Admin, new(client.Id, new() { FirstName = "Mia", LastName = "Cho", InstructorId = world.Roy })))).Value!;
        var sibling = (await world.RunAsync((AddLearner o) => o.RunAsync(world.Admin, new(client.Id, new() { FirstName = "Max", LastName = "Cho", InstructorId = world.Lee })))).Value!;
        foreach (var (learner, name) in new[] { (taught.Id, "mine"), (sibling.Id, Canary) })
            await world.RunAsync((AddClinicalFact o) => o.RunAsync(world.Admin, new(client.Id, learner, ClinicalFactKind.Diagnosis, Today, new(name, null, null))));

        var seen = await world.RunAsync((ClinicalFacts o) => o.OfAsync(world.Therapist(world.Roy), client.Id));

        Assert.Equal(["mine"], seen.Rows.Select(r => r.Text.Name));
        await Assert.ThrowsAsync<NotFoundException>(() => world.RunAsync((AddClinicalFact o) =>
            o.RunAsync(world.Therapist(world.Roy), new(client.Id, sibling.Id, ClinicalFactKind.Diagnosis, Today, new("x", null, null)))));
    }

    [Fact]
    public async Task Discharge_and_reopening_keep_their_reasons_sealed_in_the_history()
    {
        var client = await world.ClientAsync();
        await world.RunAsync((ArchiveClient o) => o.RunAsync(world.Admin, new(client.Id, Reason: "Moved away")));
        await world.RunAsync((ReopenClient o) => o.RunAsync(world.Admin, new(client.Id, null, "Came back")));

        Assert.Equal(["Came back", "Moved away"], (await world.RunAsync((ProfileHistory o) => o.PageAsync(world.Desk, client.Id, 1))).Items.Select(r => r.Change.Reason));
        Assert.DoesNotContain(world.Db(db => db.AuditEntries.Select(a => a.Reason + a.Details).ToList()), t => t.Contains("Moved", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_pages_take_and_show_them_and_keep_the_desk_out_of_what_is_clinical()
    {
        using var app = new CrmApp();
        var lee = await app.Given.StaffAsync(UserRole.Therapist);
        var client = await app.Given.ClientAsync("Sarah", "Cho", lee.Id);
        var url = $"/clients/{client.Id}";
        using var therapist = await app.SignedInAsync(lee);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await therapist.SubmitAsync(url + "/clinical", new { Name = "" })).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await therapist.SubmitAsync(url + "/clinical", new { Name = Canary, Kind = "Medication", Detail = "5 mg at night" })).StatusCode);
        Assert.Contains(Canary, (await therapist.PageAsync(url + "/clinical")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await therapist.SubmitAsync(url + "/disclosures", new { Recipient = "Dr. Hill" })).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await therapist.SubmitAsync(url + "/disclosures", new { Recipient = "Dr. Hill", What = Canary, Why = "Consent" })).StatusCode);
        Assert.Contains("Dr. Hill", (await therapist.PageAsync(url + "/disclosures")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await therapist.SubmitAsync(url + "/clinical", new { isMistake = "true" }, "handler=End")).StatusCode);
        Assert.Contains("Entered by mistake", (await therapist.PageAsync(url + "/clinical")).Body!.TextContent, StringComparison.Ordinal);

        using var desk = await app.SignedInAsAsync(UserRole.Receptionist);
        foreach (var path in new[] { "/clinical", "/disclosures" })
        {
            var refused = await desk.GetAsync(url + path);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
            Assert.DoesNotContain(Canary, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        foreach (var path in new[] { "", "/history", "/consents", "/people" })
            Assert.DoesNotContain(Canary, (await desk.PageAsync(url + path)).DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("Diagnoses", (await desk.PageAsync(url)).Body!.TextContent, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await desk.SubmitAsync(url + "/consents", new { GivenBy = "Sarah" })).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await desk.SubmitAsync(url + "/consents", new { Purpose = "Reminders", GivenBy = "Sarah", Channel = "Text" })).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await desk.SubmitAsync(url + "/consents", new { }, "handler=Withdraw")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await desk.SubmitAsync(url + "/consents", new { withdrawnBy = "Sarah" }, "handler=Withdraw")).StatusCode);
        Assert.Contains("Withdrawn", (await desk.PageAsync(url + "/consents")).Body!.TextContent, StringComparison.Ordinal);

        using var office = await app.SignedInAsAsync(UserRole.Staff);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await office.SubmitAsync(url + "/archive", new { })).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await office.SubmitAsync(url + "/archive", new { Reason = "Moved away" })).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await office.SubmitAsync(url, new { }, "?handler=Reopen")).StatusCode);
        Assert.Contains("Moved away", (await office.PageAsync(url + "/history")).Body!.TextContent, StringComparison.Ordinal);
    }

    private Task<Outcome<Consent>> ConsentAsync(long client, long? contact) => world.RunAsync((AddConsent o) =>
        o.RunAsync(world.Desk, new() { ClientId = client, ContactId = contact, Purpose = "Reports to the school", Channel = ConsentChannel.Email, GivenOn = Today.PlusDays(-3), GivenBy = "Sarah" }));

    private Task<Outcome<Consent>> WithdrawAsync(long client, long consent, LocalDate on) =>
        world.RunAsync((WithdrawConsent o) => o.RunAsync(world.Desk, new(client, consent, on, "Sarah")));

    private Task<Outcome<ClinicalFact>> EndAsync(long client, long fact, LocalDate on) =>
        world.RunAsync((EndClinicalFact o) => o.RunAsync(world.Therapist(world.Lee), new(client, fact, on)));
}
