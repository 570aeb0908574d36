using NodaTime;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Tests.Clients;

/// <summary>The practice's types of clients, and the one called "Inactive" that is the same as the status.</summary>
public sealed class ClientTypeTests : IDisposable
{
    private readonly PracticeWorld world = new();

    public void Dispose() => world.Dispose();

    private long Inactive => world.Db(db => db.ClientTypes.Single(t => t.IsBuiltIn).Id);

    [Theory]
    [InlineData("", 1, 0, null, "name")]
    [InlineData("Ten chars!", 1, 0, null, "name")]
    [InlineData("Adult", 10, 0, null, "colour")]
    [InlineData("Adult", 1, -1, null, "retentionAmount")]
    [InlineData("Adult", 1, 101, null, "retentionAmount")]
    [InlineData("Adult", 1, 0, 52, "defaultDuration")]
    public async Task What_is_wrong_with_a_type_is_said_at_its_field(string name, int colour, int retention, int? duration, string field)
    {
        var outcome = await SaveAsync(new() { Name = name, Colour = colour, RetentionAmount = retention, DefaultDuration = duration });

        Assert.Equal(field, Assert.Single(outcome.Problems).Field);
    }

    [Fact]
    public async Task A_type_keeps_its_fee_and_its_name_is_taken_for_others()
    {
        var type = (await SaveAsync(new() { Name = "Low fee", Fee = new(null, 13m, 120m), DefaultDuration = 50, RetentionAmount = 18, RetentionUnit = RetentionUnit.Months })).Value!;

        Assert.Equal(new Fee(106.19m, 13m, 120m), world.Db(db => db.ClientTypes.Single(t => t.Id == type.Id)).Fee);
        Assert.Equal(ProblemKind.Conflict, Assert.Single((await SaveAsync(new() { Name = "LOW FEE" })).Problems).Kind);
        Assert.Equal(ProblemKind.Conflict, Assert.Single((await SaveAsync(new() { Name = "inactive" })).Problems).Kind);
        Assert.Equal(ProblemKind.Stale, Assert.Single((await SaveAsync(new() { Id = type.Id, Version = 9, Name = "Other" })).Problems).Kind);
        Assert.Equal(new LocalDate(2026, 2, 28), type.KeepUntil(new LocalDate(2024, 8, 31)));
    }

    [Fact]
    public async Task The_built_in_type_is_neither_changed_nor_removed()
    {
        Assert.Equal(ProblemKind.Conflict, Assert.Single((await SaveAsync(new() { Id = Inactive, Name = "Gone" })).Problems).Kind);
        Assert.Equal(ProblemKind.Conflict, Assert.Single((await world.RunAsync((RemoveClientType o) => o.RunAsync(world.Admin, new(Inactive)))).Problems).Kind);
    }

    [Fact]
    public async Task A_type_in_use_is_retired_not_removed()
    {
        var type = (await SaveAsync(new() { Name = "Adult" })).Value!;
        var client = await world.ClientAsync(change: d => d with { ClientTypeId = type.Id });

        Assert.Equal(1, Assert.Single((await world.RunAsync((RemoveClientType o) => o.RunAsync(world.Admin, new(type.Id)))).Problems).Args[0]);
        Assert.True((await SaveAsync(new() { Id = type.Id, Name = "Adult", IsActive = false })).Succeeded);

        Assert.Equal("clientTypeId", Assert.Single((await world.RunAsync((AddClient o) => o.RunAsync(world.Desk, new(Details(type.Id))))).Problems).Field);
        Assert.True((await EditAsync(client.Id, Details(type.Id))).Succeeded);
        Assert.True((await EditAsync(client.Id, Details(null))).Succeeded);
        Assert.True((await world.RunAsync((RemoveClientType o) => o.RunAsync(world.Admin, new(type.Id)))).Succeeded);
    }

    [Fact]
    public async Task The_type_Inactive_and_the_status_are_one_fact()
    {
        var adult = (await SaveAsync(new() { Name = "Adult" })).Value!.Id;
        var client = (await world.ClientAsync(change: d => d with { ClientTypeId = adult })).Id;

        await EditAsync(client, Details(Inactive));
        Assert.Equal((ClientStatus.Inactive, "Inactive"), await ShownAsync(client));
        Assert.Equal(client, Assert.Single((await ListAsync(Inactive)).Items).Id);
        Assert.Empty((await ListAsync(adult)).Items);

        await EditAsync(client, Details(Inactive));
        Assert.Equal((ClientStatus.Active, "Adult"), await ShownAsync(client));

        await EditAsync(client, Details(adult, ClientStatus.Inactive));
        Assert.Equal((ClientStatus.Inactive, "Inactive"), await ShownAsync(client));

        await EditAsync(client, Details(adult, ClientStatus.Inactive));
        Assert.Equal((ClientStatus.Active, "Adult"), await ShownAsync(client));
        Assert.Equal("clientTypeId", Assert.Single((await EditAsync(client, Details(Inactive, ClientStatus.Waitlist))).Problems).Field);
        Assert.Equal((ClientStatus.Inactive, null), world.Db(db => { var c = db.Clients.Single(c => c.Id == NewInactive()); return (c.Status, c.ClientTypeId); }));
    }

    [Fact]
    public async Task A_fee_of_the_client_stands_before_the_types()
    {
        var client = await world.ClientAsync(change: d => d with { Fee = new(90m, null, 101.70m), DefaultDuration = 80 });

        Assert.Equal((new Fee(90m, 13m, 101.70m), 80), (client.Fee, client.DefaultDuration));
        Assert.Equal("feeTotal", Assert.Single((await EditAsync(client.Id, Details(null) with { Fee = new(90m, 13m, 102m) })).Problems).Field);
    }

    private long NewInactive() => world.ClientAsync(change: d => d with { ClientTypeId = Inactive }).GetAwaiter().GetResult().Id;

    private static ClientDetails Details(long? type, ClientStatus status = ClientStatus.Active) =>
        new() { FirstName = "Sarah", LastName = "Chowdhury", Phone = "604-555-0100", ClientTypeId = type, Status = status };

    private Task<Outcome<ClientType>> SaveAsync(SaveClientType.Request request) => world.RunAsync((SaveClientType o) => o.RunAsync(world.Admin, request));

    private Task<Outcome<Client>> EditAsync(long id, ClientDetails details) => world.RunAsync((EditClient o) => o.RunAsync(world.Admin, new(id, null, details)));

    private Task<PageOf<ClientRow>> ListAsync(long type) => world.RunAsync((ClientList o) => o.RunAsync(world.Desk, new() { TypeId = type }));

    private async Task<(ClientStatus Status, string? Type)> ShownAsync(long id)
    {
        var file = await world.RunAsync((ClientPage o) => o.RunAsync(world.Desk, id));
        return (file.Client.Status, file.Type?.Name);
    }
}
