using CsCheck;
using NodaTime;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Http;

namespace TherapyCrm.Tests.Clients;

/// <summary>The whole profile: guardians whose shares agree, and every change kept with the old text.</summary>
public sealed class ProfileTests : IDisposable
{
    private readonly PracticeWorld world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task A_minor_needs_guardians_whose_percentages_total_exactly_100()
    {
        Assert.Equal("guardians[0].name", Assert.Single((await AddAsync(Details with { IsMinor = true })).Problems).Field);
        Assert.Equal("guardians[0].percentage", Assert.Single((await AddAsync(Minor(60m, 39.99m))).Problems).Field);
        Assert.Equal("guardians[1].percentage", (await AddAsync(Minor(100.5m, -0.5m))).Problems[^1].Field);
        Assert.Contains((await AddAsync(Minor(50m, 25m, 25m))).Problems, p => p.Field == "guardians[0].name");
        Assert.Equal([60m, 40m], (await AddAsync(Minor(60m, 40m))).Value!.Guardians.Select(g => g.Percentage));
    }

    [Fact]
    public async Task Taking_minor_off_keeps_the_guardians_and_one_can_be_taken_away()
    {
        var client = (await AddAsync(Minor(60m, 40m))).Value!.Id;

        Assert.Equal(2, (await EditAsync(client, Details)).Value!.Guardians.Count);
        Assert.Equal(2, (await EditAsync(client, Minor(60m, 40m) with { IsMinor = false })).Value!.Guardians.Count);
        Assert.Equal("guardians[0].name", Assert.Single((await EditAsync(client, Minor() with { IsMinor = true })).Problems).Field);
        Assert.Single((await EditAsync(client, Minor(100m))).Value!.Guardians);
        Assert.Equal(1, world.Db(db => db.Guardians.Count()));
    }

    [Fact]
    public async Task Every_change_is_kept_with_the_old_text_and_the_first_edit_locks()
    {
        var client = (await AddAsync(Details with { Notes = "rings twice" })).Value!;
        Assert.Null(client.ProfileLockedAt);

        await EditAsync(client.Id, Details with { Notes = "rings once", Status = ClientStatus.Waitlist, TherapistId = world.Roy, DateOfBirth = new LocalDate(2015, 2, 3), IsMinor = true, Guardians = [Parent(100m)] });
        await world.RunAsync((ArchiveClient o) => o.RunAsync(world.Admin, new(client.Id)));
        await world.RunAsync((ReopenClient o) => o.RunAsync(world.Admin, new(client.Id)));

        var page = await HistoryAsync(client.Id);
        Assert.Equal(["client.reopened", "client.archived", "client.edited"], page.Items.Select(r => r.Revision.Action));
        var fields = page.Items[2].Change.Fields.ToDictionary(f => f.Field);
        Assert.Equal(("rings twice", "rings once"), (fields["notes"].Old, fields["notes"].New));
        Assert.Equal(("ACTIVE", "WAITLIST"), (fields["status"].Old, fields["status"].New));
        Assert.Equal((null, "Roy Tester"), (fields["therapistId"].Old, fields["therapistId"].New));
        Assert.Equal("2015-02-03", fields["dateOfBirth"].New);
        Assert.Contains("100 %", fields["guardian1"].New, StringComparison.Ordinal);
        Assert.Equal(["dateOfBirth", "guardian1", "isMinor", "notes", "status", "therapistId"], fields.Keys.Order());
        Assert.NotNull(world.Db(db => db.Clients.Single().ProfileLockedAt));
        Assert.DoesNotContain("rings", System.Text.Encoding.UTF8.GetString(world.Db(db => db.ClientRevisions.First().Changes)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_leaves_no_line()
    {
        var same = Minor(60m, 40m) with { Fee = new(90m, 13m, null) };
        var client = (await AddAsync(same)).Value!.Id;

        await EditAsync(client, same);

        Assert.Empty((await HistoryAsync(client)).Items);
    }

    [Fact]
    public async Task Learners_and_contacts_are_in_the_history_a_removed_one_with_what_it_was()
    {
        var client = (await AddAsync(Details)).Value!.Id;
        var learner = (await world.RunAsync((AddLearner o) => o.RunAsync(world.Admin, new(client, new() { FirstName = "Mia", LastName = "Cho" })))).Value!;
        var contact = (await world.RunAsync((AddContact o) => o.RunAsync(world.Admin, new(client, new() { FirstName = "Jo", LastName = "Cho", Relationship = RelationshipType.Parent })))).Value!;
        await world.RunAsync((EditLearner o) => o.RunAsync(world.Admin, new(learner.Id, null, new() { FirstName = "Mia", LastName = "Cho", Course = "Reading" })));
        await world.RunAsync((RemoveContact o) => o.RunAsync(world.Admin, new(contact.Id)));

        var page = await HistoryAsync(client);

        Assert.Equal([(ProfilePart.Contact, "Jo Cho"), (ProfilePart.Learner, "Mia Cho")], page.Items.Select(r => (r.Change.Part, r.Change.Subject!)));
        Assert.Contains(page.Items[0].Change.Fields, f => f is { Field: "firstName", Old: "Jo", New: null });
        Assert.Equal(new FieldChange("course", null, "Reading"), Assert.Single(page.Items[1].Change.Fields));
    }

    [Fact]
    public async Task A_profile_is_not_changed_past_its_history()
    {
        var client = (await AddAsync(Details)).Value!.Id;

        Assert.Throws<InvalidOperationException>(() => world.Db(db =>
        {
            db.ActFor(world.Admin);
            db.Clients.Single(c => c.Id == client).LastName = "Silent";
            return db.SaveChangesAsync().GetAwaiter().GetResult();
        }));
    }

    [Theory]
    [InlineData("http://example.test/room", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("https://user:pass@example.test", false)]
    [InlineData("https://example.test/room?x=1", true)]
    public async Task A_meeting_link_is_https(string link, bool allowed) =>
        Assert.Equal(allowed, (await AddAsync(Details with { MeetingLink = link })).Succeeded);

    [Fact]
    public async Task Every_phone_finds_its_client()
    {
        await AddAsync(Details with { CellPhone = "778-555-0142" });

        Assert.Single((await world.RunAsync((ClientList o) => o.RunAsync(world.Desk, new() { Text = "7785550142" }))).Items);
    }

    [Fact]
    public void Words_that_stayed_and_those_that_went_make_the_old_text_and_the_others_the_new() => Gen.Select(Gen.String[Gen.Char["ab ,\n"], 0, 40], Gen.String[Gen.Char["ab ,\n"], 0, 40]).Sample((before, after) =>
    {
        var parts = WordDiff.Between(before, after);
        return string.Concat(parts.Where(p => p.Kind != DiffKind.Added).Select(p => p.Text)) == before
            && string.Concat(parts.Where(p => p.Kind != DiffKind.Removed).Select(p => p.Text)) == after
            && (before != after || parts.All(p => p.Kind == DiffKind.Same));
    });

    [Fact]
    public void A_changed_word_stands_in_its_sentence() =>
        Assert.Equal([new(DiffKind.Same, "rings "), new(DiffKind.Removed, "twice"), new(DiffKind.Added, "once"), new(DiffKind.Same, " a day")], WordDiff.Between("rings twice a day", "rings once a day"));

    private static ClientDetails Details => new() { FirstName = "Sarah", LastName = "Chowdhury", Phone = "604-555-0100" };

    private static ClientDetails Minor(params decimal[] shares) => Details with { IsMinor = true, Guardians = [.. shares.Select(Parent)] };

    private static GuardianDetails Parent(decimal share) => new() { Name = "Pat", Phone = "604-555-0111", Percentage = share };

    private Task<Outcome<Client>> AddAsync(ClientDetails details) => world.RunAsync((AddClient o) => o.RunAsync(world.Admin, new(details)));

    private Task<Outcome<Client>> EditAsync(long id, ClientDetails details) => world.RunAsync((EditClient o) => o.RunAsync(world.Admin, new(id, null, details)));

    private Task<PageOf<ProfileChangeRow>> HistoryAsync(long id) => world.RunAsync((ProfileHistory o) => o.PageAsync(world.Desk, id, 1));
}
