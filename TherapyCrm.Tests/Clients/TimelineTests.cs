using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Tests.Clinical;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Clients;

/// <summary>What stands on a timeline, in which order, and for whom.</summary>
public sealed class TimelineTests : IAsyncLifetime
{
    private NoteWorld world = null!;

    public async Task InitializeAsync() => world = await NoteWorld.StartAsync();

    public Task DisposeAsync()
    {
        world.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task It_tells_the_story_newest_first()
    {
        await world.VisitAsync(hoursAgo: 48);
        await world.VisitAsync(AppointmentStatus.NoShow, hoursAgo: 24);
        await world.VisitAsync(AppointmentStatus.Scheduled, hoursAgo: -24);
        var first = await world.SignedAsync("Slept badly.", new DateOnly(2026, 11, 10));
        await world.AmendedAsync(first.Id, "Slept well.");
        await world.SignedAsync("Second text.", new DateOnly(2026, 11, 12));
        await world.BegunAsync();

        var page = await ReadAsync(new());
        Assert.Equal(["Note", "Absence", "Visit", "Note", "Note"], page.Entries.Select(e => e.Class.ToString()));
        Assert.Equal(["Draft"], page.Entries[0].Marks);
        Assert.Equal(["Session 2", "Session 1"], page.Entries.Skip(3).Select(Title));
        Assert.Contains("Signed, amended", page.Entries[3].Marks);
        Assert.Equal("Slept well.", Assert.Single(page.Entries[3].Lines).Text);
        Assert.Equal((3, 1, 1), (page.Counts[TimelineClass.Note], page.Counts[TimelineClass.Visit], page.Counts[TimelineClass.Absence]));
    }

    [Fact]
    public async Task A_redacted_note_is_a_stub_without_a_number()
    {
        var note = await world.SignedAsync("canary-papaya");
        await world.App.Given.UserPermissionAsync(world.Therapist.Id, Permission.RedactClinical, granted: true);
        Assert.True((await world.AsAsync((RedactNote o, Actor a) => o.RunAsync(a, new(note.Id, "Belongs to another file", new(Given.Password))))).Succeeded);

        var entry = Assert.Single((await ReadAsync(new())).Entries);
        Assert.Equal(("Note", "Redacted"), (Title(entry), Assert.Single(entry.Marks)));
        Assert.Empty(entry.Lines);
        Assert.Empty((await ReadAsync(new() { Text = "papaya" })).Entries);
    }

    [Fact]
    public async Task Searching_finds_folded_beginnings_within_this_client_only()
    {
        await world.SignedAsync("Visited the Café Été with her sister.");
        await world.SignedAsync("Nothing of note.", new DateOnly(2026, 11, 9));
        var other = await world.App.Given.ClientAsync("Omar", "Diaz", world.Therapist.Id);
        var mine = world.Client;

        foreach (var text in new[] { "cafe", "CAFÉ ete", "sist" }) Assert.Single((await ReadAsync(new() { Text = text })).Entries);
        Assert.Empty((await ReadAsync(new() { Text = "afé" })).Entries);
        Assert.Equal(1, (await ReadAsync(new() { Text = "sister" })).Counts[TimelineClass.Note]);
        Assert.Empty((await world.AsAsync((Timeline o, Actor a) => o.RunAsync(a, new() { ClientId = other.Id, Text = "sister" }))).Entries);
        Assert.Equal(2, (await world.AsAsync((Timeline o, Actor a) => o.RunAsync(a, new() { ClientId = mine.Id }))).Counts[TimelineClass.Note]);
    }

    [Fact]
    public async Task A_search_pages_like_a_list()
    {
        for (var day = 1; day <= 7; day++) await world.SignedAsync(day % 2 == 0 ? "plum" : "pear", new DateOnly(2026, 11, day));
        var first = await ReadAsync(new() { Text = "pear", PageSize = 3 });
        var second = await ReadAsync(new() { Text = "pear", PageSize = 3, After = first.Older });

        Assert.Equal([7, 5, 3], first.Entries.Select(e => e.Day.Day));
        Assert.Equal([1], second.Entries.Select(e => e.Day.Day));
        Assert.Null(second.Older);
        Assert.Equal((4, 4), (first.Counts[TimelineClass.Note], second.Counts[TimelineClass.Note]));
    }

    [Fact]
    public async Task Looking_leaves_one_line_without_the_words()
    {
        await world.SignedAsync("text");
        var before = await world.App.DbAsync(db => db.AuditEntries.MaxAsync(e => e.Id));
        await ReadAsync(new() { Text = "quince" });
        var lines = await world.App.DbAsync(db => db.AuditEntries.Where(e => e.Id > before).ToListAsync());

        Assert.Equal(("client.timeline_read", world.Client.Id), (Assert.Single(lines).Action, lines[0].ClientId));
        Assert.DoesNotContain("quince", lines[0].Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Up_to_a_day_means_the_whole_day()
    {
        await world.SignedAsync("a", new DateOnly(2026, 11, 9));
        await world.SignedAsync("b", new DateOnly(2026, 11, 10));
        Assert.Equal([10, 9], (await ReadAsync(new() { Until = new(2026, 11, 10) })).Entries.Select(e => e.Day.Day));
        Assert.Equal([9], (await ReadAsync(new() { Until = new(2026, 11, 9) })).Entries.Select(e => e.Day.Day));
    }

    [Theory]
    [InlineData("America/Vancouver")]
    [InlineData("Europe/Paris")]
    [InlineData("Australia/Lord_Howe")]
    public void Local_times_of_notes_keep_their_order_through_every_change_of_the_clocks(string zone)
    {
        var clock = new NoteClock(zone);
        foreach (var change in Zones.Get(zone).GetZoneIntervals(Instant.FromUtc(2020, 1, 1, 0, 0), Instant.FromUtc(2024, 1, 1, 0, 0)).Where(i => i.HasEnd).Select(i => i.End))
        {
            var start = Zones.ToLocal(change, zone).PlusHours(-3);
            for (var (i, before) = (0, Instant.MinValue); i < 360; i++)
            {
                var (local, at) = (start.PlusMinutes(i), clock.Of(start.PlusMinutes(i)));
                Assert.True(at > before, $"{local}");
                Assert.Equal(local, clock.NotBefore(at));
                before = at;
            }
        }
    }

    [Theory]
    [InlineData("She slept badly, then better.", "bad", "She slept |badly|, then better.")]
    [InlineData("L’été à l'école: self-harm?", "ecole harm", "L’été à l'école: self-|harm|?")]
    [InlineData("L’été à l'école", "lecole", "L’été à |l'école|")]
    [InlineData("Ünder 😀 unders <b>", "under", "|Ünder| 😀 |unders| <b>")]
    [InlineData("nothing", "zzz", "nothing")]
    public void What_was_found_is_marked_where_it_stands(string text, string query, string shown) =>
        Assert.Equal(shown, string.Concat(FoundText.Excerpt(text, FoundText.Words(query), 200).Select(p => p.IsHit ? $"|{p.Text}|" : p.Text)));

    [Fact]
    public void An_excerpt_shows_the_place_of_a_late_hit()
    {
        var parts = FoundText.Excerpt(string.Concat(Enumerable.Repeat("word ", 400)) + "needle end", FoundText.Words("needle"), 120);
        Assert.Contains(parts, p => p is { IsHit: true, Text: "needle" });
        Assert.InRange(parts.Sum(p => p.Text.Length), 40, 140);
    }

    private static string Title(TimelineEntry entry) => string.Format(System.Globalization.CultureInfo.InvariantCulture, entry.Title.Text, [.. entry.Title.Args]);

    private Task<TimelinePage> ReadAsync(Wanted wanted) => world.AsAsync((Timeline o, Actor a) => o.RunAsync(a, new()
    {
        ClientId = world.Client.Id, Text = wanted.Text, PageSize = wanted.PageSize, After = wanted.After, Until = wanted.Until,
    }));

    private sealed record Wanted
    {
        public string? Text { get; init; }
        public int PageSize { get; init; } = 50;
        public TimelineKey? After { get; init; }
        public LocalDate? Until { get; init; }
    }
}
