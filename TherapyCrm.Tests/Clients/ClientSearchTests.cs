using NodaTime;
using TherapyCrm.Domain.Clients;

namespace TherapyCrm.Tests.Clients;

public sealed class ClientSearchTests : IDisposable
{
    private readonly PracticeWorld world = new();

    public void Dispose() => world.Dispose();

    [Theory]
    [InlineData("zoe", true)]
    [InlineData("Zoë", true)]
    [InlineData("obri zo", true)]
    [InlineData("o'brien", true)]
    [InlineData("o’brien", true)]
    [InlineData("lang", true)]
    [InlineData("LÄNG zoé", true)]
    [InlineData("brien", false)]
    [InlineData("6045550123", true)]
    [InlineData("(604) 555-0123", true)]
    [InlineData("+1 604 555 0123", true)]
    [InlineData("0123", true)]
    [InlineData("0001", true)]
    [InlineData("1", true)]
    [InlineData("zoe 0123", true)]
    [InlineData("2", false)]
    [InlineData("zoe 999", false)]
    [InlineData("%", true)]
    public async Task A_client_is_found_by_any_part_in_any_order(string text, bool found)
    {
        await world.ClientAsync("Zoë", "O'Brien-Lang", d => d with { Phone = "1 (604) 555-0123" });

        var list = await world.RunAsync((ClientList q) => q.RunAsync(world.Desk, new() { Text = text }));

        Assert.Equal(found ? 1 : 0, list.Total);
    }

    [Theory]
    [InlineData("wren", true)]
    [InlineData("wrèn qui", true)]
    [InlineData("QUILL", true)]
    [InlineData("zoe wren", false)]
    [InlineData("w", false)]
    [InlineData("ren", false)]
    public async Task A_client_is_found_by_a_learners_name_which_is_shown(string text, bool found)
    {
        var client = await world.ClientAsync("Zoë", "Lang");
        world.Db(db =>
        {
            db.Add(new Learner { ClientId = client.Id, FirstName = "Wrén", LastName = "Quill" });
            db.Add(new Learner { ClientId = client.Id, FirstName = "Ada", LastName = "Other" });
            return db.SaveChangesAsync().GetAwaiter().GetResult();
        });

        var list = await world.RunAsync((ClientList q) => q.RunAsync(world.Desk, new() { Text = text }));
        var options = await world.RunAsync((ClientLookup q) => q.RunAsync(world.Desk, text));
        var records = await world.RunAsync((ClientRecords q) => q.PageAsync(world.Desk, new() { Text = text }));

        string[] expected = found ? ["Wrén Quill"] : [];
        Assert.Equal(expected, list.Items.Select(i => i.Learner));
        Assert.Equal(expected, options.Select(o => o.Learner));
        Assert.Equal(expected, records.Items.Select(r => r.Learner));
    }

    [Fact]
    public async Task A_learner_out_of_sight_finds_nobody()
    {
        var client = await world.ClientAsync("Zoë", "Lang");
        world.Db(db =>
        {
            db.Add(new Learner { ClientId = client.Id, FirstName = "Wren", LastName = "Quill" });
            return db.SaveChangesAsync().GetAwaiter().GetResult();
        });
        Assert.Empty((await world.RunAsync((ClientList q) => q.RunAsync(world.Therapist(world.Roy), new() { Text = "wren" }))).Items);
        Assert.Empty(await world.RunAsync((ClientLookup q) => q.RunAsync(world.Therapist(world.Roy), "wren")));
    }

    [Fact]
    public async Task Names_are_sorted_whatever_their_accents_and_case()
    {
        foreach (var (first, last) in new[] { ("Ann", "Zimmer"), ("Anna", "Élie"), ("Émile", "Eide"), ("eva", "elie"), ("Bea", "de Vries") }) await world.ClientAsync(first, last);

        var list = await world.RunAsync((ClientList q) => q.RunAsync(world.Desk, new()));

        Assert.Equal(["Bea de Vries", "Émile Eide", "Anna Élie", "eva elie", "Ann Zimmer"], list.Items.Select(c => $"{c.FirstName} {c.LastName}"));
    }

    [Fact]
    public async Task The_list_filters_sorts_and_pages()
    {
        foreach (var (name, i) in new[] { "Ann", "Ben", "Cem" }.Select((n, i) => (n, i)))
            await world.ClientAsync(name, "Same", d => d with { Priority = i == 1 ? Priority.High : Priority.Low, TherapistId = i == 2 ? world.Roy : null });
        var archived = await world.ClientAsync("Dan", "Same");
        await world.RunAsync((ArchiveClient o) => o.RunAsync(world.Admin, new(archived.Id)));

        async Task<string> Names(ClientList.Request request) =>
            string.Join(' ', (await world.RunAsync((ClientList q) => q.RunAsync(world.Desk, request))).Items.Select(c => c.FirstName));

        Assert.Equal("Ann Ben Cem", await Names(new()));
        Assert.Equal("Dan", await Names(new() { Status = ClientStatus.Archived }));
        Assert.Equal("Ben", await Names(new() { Priority = Priority.High }));
        Assert.Equal("Cem", await Names(new() { TherapistId = world.Roy }));
        Assert.Equal("Cem Ben", await Names(new() { Sort = ClientSort.NameDescending, PageSize = 2 }));
        Assert.Equal("Ann", await Names(new() { Sort = ClientSort.NameDescending, PageSize = 2, Page = 2 }));
    }

    [Fact]
    public async Task The_list_shows_age_therapist_and_the_next_appointment()
    {
        var client = await world.ClientAsync(change: d => d with { DateOfBirth = new LocalDate(2012, 11, 24), TherapistId = world.Lee, SafetyAlert = "x" });
        world.Appointment(client.Id, days: 5);
        world.Appointment(client.Id, days: 3);

        var row = Assert.Single((await world.RunAsync((ClientList q) => q.RunAsync(world.Desk, new()))).Items);

        Assert.Equal((13, "Lee Tester", true, new LocalDateTime(2026, 11, 26, 10, 0)), (row.Age, row.Therapist, row.HasAlert, row.NextStart));
        Assert.Equal("page=1; 1", world.Db(db => db.AuditEntries.Single(a => a.Action == "client.listed").Details));
    }

    [Fact]
    public async Task The_lookup_offers_eight_and_no_archived_ones()
    {
        for (var i = 0; i < 10; i++) await world.ClientAsync($"Sam{i}", "Lookup");
        await world.RunAsync(async (ArchiveClient o) => await o.RunAsync(world.Admin, new(world.Db(db => db.Clients.Single(c => c.FirstName == "Sam0").Id))));

        var options = await world.RunAsync((ClientLookup q) => q.RunAsync(world.Desk, "look sam"));

        Assert.Equal(8, options.Count);
        Assert.Equal("Sam1 Lookup", options[0].Name);
        Assert.Empty(await world.RunAsync((ClientLookup q) => q.RunAsync(world.Desk, "  ")));
    }

    [Theory]
    [InlineData("zoe", "obrien", null, null, Likeness.SameName)]
    [InlineData("Someone", "Else", "604.555.0123", null, Likeness.SamePhone)]
    [InlineData(null, "O'Brien", null, "2010-02-28", Likeness.SameBirthdayAndLastName)]
    [InlineData("Zo", "O'Brien", null, null, null)]
    [InlineData("Zoë", null, "604", null, null)]
    [InlineData(null, "Brien", null, "2010-02-28", null)]
    public async Task Likely_duplicates_show_while_typing(string? first, string? last, string? phone, string? born, Likeness? likeness)
    {
        await world.ClientAsync("Zoë", "O'Brien", d => d with { Phone = "+1 604 555 0123", DateOfBirth = new LocalDate(2010, 2, 28) });
        var birthday = born is null ? (LocalDate?)null : NodaTime.Text.LocalDatePattern.Iso.Parse(born).Value;

        var found = await world.RunAsync((ClientDuplicates q) => q.RunAsync(world.Desk, new(first, last, phone, birthday)));

        Assert.Equal(likeness, found.Count == 0 ? null : found[0].Likeness);
    }
}
