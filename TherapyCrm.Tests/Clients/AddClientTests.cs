using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Tests.Clients;

public sealed class AddClientTests : IDisposable
{
    private readonly PracticeWorld world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task File_numbers_count_up_and_skip_what_is_taken()
    {
        Assert.Equal("0001", (await world.ClientAsync()).FileNumber);
        world.Db(db => { db.Add(new Client { FirstName = "A", LastName = "B", Phone = "1", FileNumber = "0002" }); return db.SaveChangesAsync().GetAwaiter().GetResult(); });
        Assert.Equal("0003", (await world.ClientAsync()).FileNumber);
    }

    [Fact]
    public async Task Twenty_desks_at_once_get_twenty_numbers()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => world.ClientAsync($"C{i}"))));

        Assert.Equal(Enumerable.Range(1, 20).Select(n => $"{n:0000}"), added.Select(c => c.FileNumber).Order());
    }

    [Fact]
    public async Task A_second_press_answers_with_the_first_ones_client()
    {
        var actor = world.Admin with { CommandId = Guid.NewGuid() };
        var request = new AddClient.Request(new() { FirstName = "Sarah", LastName = "Cho", Phone = "604-555-0100" });

        var first = await world.RunAsync((AddClient o) => o.RunAsync(actor, request));
        var second = await world.RunAsync((AddClient o) => o.RunAsync(actor, request));

        Assert.Equal(first.Value!.Id, second.Value!.Id);
        Assert.Equal(1, world.Db(db => db.Clients.Count()));
    }

    [Theory]
    [InlineData("", "Cho", "604-555-0100", null, "firstName")]
    [InlineData("Sarah", " ", "604-555-0100", null, "lastName")]
    [InlineData("Sarah", "Cho", "", null, "phone")]
    [InlineData("Sarah", "Cho", "call", null, "phone")]
    [InlineData("Sarah", "Cho", "604-555-0100", "nonsense", "email")]
    [InlineData("Sar\0ah", "Cho", "604-555-0100", null, "firstName")]
    public async Task What_is_wrong_is_said_at_its_field(string first, string last, string phone, string? email, string field)
    {
        var outcome = await world.RunAsync((AddClient o) => o.RunAsync(world.Desk, new(new() { FirstName = first, LastName = last, Phone = phone, Email = email })));

        Assert.Equal(field, Assert.Single(outcome.Problems).Field);
    }

    [Fact]
    public async Task A_birthday_to_come_an_unknown_therapist_and_the_archive_are_refused_together()
    {
        var outcome = await world.RunAsync((AddClient o) => o.RunAsync(world.Desk, new(new()
        {
            FirstName = "Sarah", LastName = "Cho", Phone = "604-555-0100", DateOfBirth = new LocalDate(2026, 11, 24), TherapistId = 999, Status = ClientStatus.Archived,
        })));

        Assert.Equal(["dateOfBirth", "status", "therapistId"], outcome.Problems.Select(p => p.Field));
    }

    [Fact]
    public async Task Who_may_not_write_clients_is_refused() =>
        await Assert.ThrowsAsync<ForbiddenException>(() => world.RunAsync((AddClient o) =>
            o.RunAsync(new Actor { UserId = world.Roy, Now = world.Now }, new(new() { FirstName = "A", LastName = "B", Phone = "12345" }))));

    [Fact]
    public async Task The_log_names_the_client_and_no_value()
    {
        var client = await world.ClientAsync();

        var line = world.Db(db => db.AuditEntries.Single(a => a.Action == "client.added"));
        Assert.Equal((client.Id, client.Id, null), (line.EntityId, line.ClientId, line.Details));
    }
}
