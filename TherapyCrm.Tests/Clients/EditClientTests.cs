using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Tests.Clients;

public sealed class EditClientTests : IDisposable
{
    private readonly PracticeWorld world = new();

    public void Dispose() => world.Dispose();

    private static ClientDetails Details(string first = "Sarah") => new() { FirstName = first, LastName = "Chowdhury", Phone = "604-555-0100" };

    [Fact]
    public async Task The_log_keeps_the_names_of_changed_fields()
    {
        var client = await world.ClientAsync();

        var outcome = await world.RunAsync((EditClient o) => o.RunAsync(world.Desk, new(client.Id, 1, Details("Sara") with { SafetyAlert = "Dog at home" })));

        Assert.Equal(2, outcome.Value!.Version);
        Assert.Equal("firstName,safetyAlert", world.Db(db => db.AuditEntries.Single(a => a.Action == "client.edited").Details));
    }

    [Fact]
    public async Task Saving_what_is_there_changes_nothing()
    {
        var client = await world.ClientAsync();

        var outcome = await world.RunAsync((EditClient o) => o.RunAsync(world.Desk, new(client.Id, 1, Details())));

        Assert.Equal(1, outcome.Value!.Version);
        Assert.Equal(0, world.Db(db => db.AuditEntries.Count(a => a.Action == "client.edited")));
    }

    [Fact]
    public async Task A_stale_edit_is_refused()
    {
        var client = await world.ClientAsync();
        await world.RunAsync((EditClient o) => o.RunAsync(world.Desk, new(client.Id, 1, Details("Sara"))));

        var late = await world.RunAsync((EditClient o) => o.RunAsync(world.Desk, new(client.Id, 1, Details("Sally"))));

        Assert.Equal(ProblemKind.Stale, Assert.Single(late.Problems).Kind);
        Assert.Equal("Sara", world.Db(db => db.Clients.Single().FirstName));
    }

    [Fact]
    public async Task What_is_out_of_sight_does_not_exist()
    {
        var client = await world.ClientAsync(change: d => d with { TherapistId = world.Lee });

        await Assert.ThrowsAsync<NotFoundException>(() => world.RunAsync((EditClient o) => o.RunAsync(world.Therapist(world.Roy), new(client.Id, 1, Details()))));
        await Assert.ThrowsAsync<NotFoundException>(() => world.RunAsync((ClientPage q) => q.RunAsync(world.Therapist(world.Roy), client.Id)));
        Assert.Empty((await world.RunAsync((ClientList q) => q.RunAsync(world.Therapist(world.Roy), new()))).Items);
        Assert.Empty(await world.RunAsync((ClientLookup q) => q.RunAsync(world.Therapist(world.Roy), "sarah")));
        Assert.Empty(await world.RunAsync((ClientDuplicates q) => q.RunAsync(world.Therapist(world.Roy), new("Sarah", "Chowdhury", null, null))));
    }

    [Fact]
    public async Task An_archived_file_is_changed_only_after_it_is_reopened()
    {
        var client = await world.ClientAsync();
        var archived = await world.RunAsync((ArchiveClient o) => o.RunAsync(world.Admin, new(client.Id)));
        Assert.Equal(ClientStatus.Archived, archived.Value!.Status);

        var refused = await world.RunAsync((EditClient o) => o.RunAsync(world.Desk, new(client.Id, null, Details("Sara"))));
        Assert.Equal(ProblemKind.Conflict, Assert.Single(refused.Problems).Kind);

        await world.RunAsync((ReopenClient o) => o.RunAsync(world.Admin, new(client.Id)));
        Assert.True((await world.RunAsync((EditClient o) => o.RunAsync(world.Desk, new(client.Id, null, Details("Sara"))))).Succeeded);
    }

    [Fact]
    public async Task Archiving_lists_the_bookings_to_come_and_waits_for_a_yes()
    {
        var client = await world.ClientAsync();
        world.Appointment(client.Id, days: 2);
        world.Appointment(client.Id, days: -2);

        var asked = await world.RunAsync((ArchiveClient o) => o.RunAsync(world.Admin, new(client.Id)));

        var problem = Assert.Single(asked.Problems);
        Assert.Equal(ProblemKind.Warning, problem.Kind);
        Assert.Equal(1, Assert.IsType<BookingsInTheWay>(problem.Detail).Total);
        Assert.True((await world.RunAsync((ArchiveClient o) => o.RunAsync(world.Admin, new(client.Id, ConfirmBookings: true)))).Succeeded);
    }

    [Fact]
    public async Task A_receptionist_sees_but_may_not_archive()
    {
        var client = await world.ClientAsync();

        await Assert.ThrowsAsync<ForbiddenException>(() => world.RunAsync((ArchiveClient o) => o.RunAsync(world.Desk, new(client.Id))));
    }
}
