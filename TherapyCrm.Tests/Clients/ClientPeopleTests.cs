using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Tests.Clients;

public sealed class ClientPeopleTests : IDisposable
{
    private readonly PracticeWorld world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task Learners_and_contacts_are_added_changed_and_removed_under_their_client()
    {
        var client = await world.ClientAsync();
        var learner = (await world.RunAsync((AddLearner o) => o.RunAsync(world.Desk, new(client.Id, new() { FirstName = "Mia", LastName = "C" })))).Value!;
        var contact = (await world.RunAsync((AddContact o) => o.RunAsync(world.Desk, new(client.Id, new() { Relationship = RelationshipType.Guardian, FirstName = "Jo", LastName = "C" })))).Value!;

        await world.RunAsync((EditLearner o) => o.RunAsync(world.Desk, new(learner.Id, 1, new() { FirstName = "Mia", LastName = "Cho", Status = LearnerStatus.OnHold })));
        await world.RunAsync((EditContact o) => o.RunAsync(world.Desk, new(contact.Id, 1, new() { Relationship = RelationshipType.Parent, FirstName = "Jo", LastName = "C", MayPickUp = true })));

        var file = await world.RunAsync((ClientPage q) => q.RunAsync(world.Desk, client.Id));
        Assert.Equal(LearnerStatus.OnHold, Assert.Single(file.Learners).Learner.Status);
        Assert.True(Assert.Single(file.Contacts).MayPickUp);
        Assert.Equal((true, false), (file.MayEdit, file.MayArchive));
        await world.RunAsync((RemoveContact o) => o.RunAsync(world.Desk, new(contact.Id)));
        Assert.Equal(0, world.Db(db => db.Contacts.Count()));
        Assert.All(world.Db(db => db.AuditEntries.Where(a => a.InformationType == "learner" || a.InformationType == "contact").ToList()), line => Assert.Equal(client.Id, line.ClientId));
    }

    [Fact]
    public async Task An_emergency_contact_needs_a_phone()
    {
        var client = await world.ClientAsync();

        var outcome = await world.RunAsync((AddContact o) => o.RunAsync(world.Desk, new(client.Id, new() { Relationship = RelationshipType.EmergencyContact, FirstName = "Jo", LastName = "C", IsEmergencyContact = true })));

        Assert.Equal("phone", Assert.Single(outcome.Problems).Field);
    }

    [Fact]
    public async Task A_contact_of_a_client_out_of_sight_does_not_exist()
    {
        var client = await world.ClientAsync(change: d => d with { TherapistId = world.Lee });
        var contact = (await world.RunAsync((AddContact o) => o.RunAsync(world.Desk, new(client.Id, new() { Relationship = RelationshipType.Parent, FirstName = "Jo", LastName = "C" })))).Value!;

        await Assert.ThrowsAsync<NotFoundException>(() => world.RunAsync((RemoveContact o) => o.RunAsync(world.Therapist(world.Roy), new(contact.Id))));
        await Assert.ThrowsAsync<NotFoundException>(() => world.RunAsync((ClientPage q) => q.ContactAsync(world.Therapist(world.Roy), client.Id, contact.Id)));
    }

    [Fact]
    public async Task A_learner_denied_to_somebody_is_not_on_the_page()
    {
        var client = await world.ClientAsync();
        var learner = (await world.RunAsync((AddLearner o) => o.RunAsync(world.Desk, new(client.Id, new() { FirstName = "Mia", LastName = "C" })))).Value!;
        world.Db(db =>
        {
            db.Add(new RecordPermission { UserId = world.Roy, PermissionId = Permission.ViewClients, ClientId = client.Id, LearnerId = learner.Id, Granted = false, GrantedAt = world.Now });
            return db.SaveChangesAsync().GetAwaiter().GetResult();
        });
        var denied = world.Desk with { DeniedOnRecords = new HashSet<Permission> { Permission.ViewClients } };

        Assert.Empty((await world.RunAsync((ClientPage q) => q.RunAsync(denied, client.Id))).Learners);
        await Assert.ThrowsAsync<NotFoundException>(() => world.RunAsync((EditLearner o) => o.RunAsync(denied, new(learner.Id, 1, new() { FirstName = "X", LastName = "Y" }))));
    }

    [Fact]
    public async Task Opening_a_file_is_on_record_and_appointments_part_at_now()
    {
        var client = await world.ClientAsync();
        world.Appointment(client.Id, days: 1);
        world.Appointment(client.Id, days: -1);
        var other = await world.ClientAsync("Other");
        world.Appointment(other.Id, days: 2, change: a => a.Participants.Add(new AppointmentParticipant { ClientId = client.Id }));

        await world.RunAsync((ClientHead q) => q.RunAsync(world.Desk, client.Id));
        var ahead = await world.RunAsync((ClientAppointments q) => q.RunAsync(world.Desk, new(client.Id)));
        var past = await world.RunAsync((ClientAppointments q) => q.RunAsync(world.Desk, new(client.Id, Past: true)));

        Assert.Equal(client.Id, world.Db(db => db.AuditEntries.Single(a => a.Action == "client.read").ClientId));
        Assert.Equal([false, true], ahead.Items.Select(a => a.InGroup));
        Assert.Equal(1, past.Total);
    }
}
