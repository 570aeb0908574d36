using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Tests.Clinical;

/// <summary>Two editors in any order overwrite nothing silently: what was acknowledged is found again (domain.md §4).</summary>
public sealed class InterleavingTests : IAsyncLifetime
{
    private NoteWorld world = null!;

    public async Task InitializeAsync() => world = await NoteWorld.StartAsync();

    public Task DisposeAsync()
    {
        world.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>A window of the writing screen: it knows the draft it shows, and what the server said it kept.</summary>
    private sealed class Window
    {
        public long DraftId { get; set; }
        public int Seen { get; set; }
        public string? Kept { get; set; }
    }

    [Fact]
    public async Task Five_hundred_orders_of_two_windows_keep_the_last_words_of_both()
    {
        var random = new Random(20261123);
        for (var round = 0; round < 500; round++)
        {
            var note = (await world.BegunAsync()).Id;
            var first = (await world.InHandAsync(note)).Drafts[0];
            Window[] windows = [new() { DraftId = first.Id, Seen = first.Version }, new() { DraftId = first.Id, Seen = first.Version }];
            for (var step = 0; step < random.Next(2, 6); step++)
            {
                var who = random.Next(2);
                await SaveAsync(note, windows[who], $"round {round}, step {step}, window {who}");
            }
            var found = (await world.InHandAsync(note)).Drafts.Select(d => d.Body.Sections[0].Text).ToHashSet();
            Assert.All(windows.Where(w => w.Kept is not null), w => Assert.Contains(w.Kept!, found));
        }
    }

    [Fact]
    public async Task Of_two_people_who_amend_at_once_one_is_told_and_both_texts_are_found()
    {
        var colleague = await world.App.Given.StaffAsync(UserRole.Therapist);
        foreach (var permission in new[] { Permission.ViewClients, Permission.ViewClinical, Permission.WriteClinical }) await world.App.Given.RecordPermissionAsync(colleague.Id, permission, world.Client.Id, granted: true);
        for (var round = 0; round < 20; round++)
        {
            var note = (await world.SignedAsync("first words")).Id;
            StaffMember[] people = [world.Therapist, colleague];
            foreach (var person in people) await world.AsAsync((AmendNote o, Actor a) => o.RunAsync(a, note), person);
            var outcomes = await Task.WhenAll(people.Select((p, i) => Task.Run(() => world.SignAsync(note, NoteWorld.Text($"text of {i}") with { Reason = "at once" }, who: p))));

            Assert.Single(outcomes, o => o.Succeeded);
            var (winner, loser) = outcomes[0].Succeeded ? (0, 1) : (1, 0);
            Assert.Equal([$"text of {winner}", "first words"], (await world.ReadAsync(note)).Versions.Select(v => v.Body.Sections[0].Text));
            Assert.Single((await world.InHandAsync(note, people[loser])).Drafts);
        }
    }

    private async Task SaveAsync(long note, Window window, string text)
    {
        var saved = (await world.AsAsync((SaveNoteDraft o, Actor a) => o.RunAsync(a, new(note, window.DraftId, window.Seen, NoteWorld.Text(text))))).Value!;
        (window.DraftId, window.Seen, window.Kept) = (saved.DraftId, saved.Version, text);
    }
}
