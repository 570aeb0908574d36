using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Clinical;

/// <summary>The note of a group session: one text, a line and attendance each, a note in each file, nobody else's name in it.</summary>
public sealed class GroupNoteTests : IAsyncLifetime
{
    private NoteWorld world = null!;
    private Client other = null!;
    private Appointment session = null!;

    public async Task InitializeAsync()
    {
        world = await NoteWorld.StartAsync();
        other = await world.App.Given.ClientAsync("Will", "Öztürk", world.Therapist.Id);
        session = await SessionAsync(world, other);
    }

    public Task DisposeAsync()
    {
        world.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Everybody_who_was_there_gets_a_note_with_the_shared_text_and_their_own_line()
    {
        var notes = await SignedAsync(await BodyAsync("We practised breathing.", "Led the round.", "Listened."));

        Assert.Equal([world.Client.Id, other.Id], notes.Select(n => n.ClientId));
        var (first, second) = (await world.ReadAsync(notes[0].Id), await world.ReadAsync(notes[1].Id));
        Assert.Equal(["We practised breathing.", "Led the round."], Written(first));
        Assert.Equal(["We practised breathing.", "Listened."], Written(second));
        Assert.All(new[] { first, second }, n => Assert.Equal(Attendance.Attended, n.Current!.Body.Facts.Attendance));
        Assert.All(new[] { first, second }, n => Assert.True(n.Current!.IsIntact));
        Assert.Equal([Attendance.Attended], await AttendanceAsync());
    }

    [Fact]
    public async Task Who_was_not_there_gets_no_note_and_no_line()
    {
        var body = await BodyAsync("We practised breathing.", "Led the round.", "Was ill", Attendance.Excused);
        Assert.Equal("Lines[1].Text", Assert.Single((await SignAsync(body)).Problems).Field);

        var notes = (await SignAsync(await BodyAsync("We practised breathing.", "Led the round.", "", Attendance.Excused))).Value!;
        Assert.Equal([world.Client.Id], notes.Select(n => n.ClientId));
        Assert.Empty((await world.AsAsync((ClientNotes o, Actor a) => o.RunAsync(a, other.Id))).Notes.Items);
        Assert.Equal([Attendance.Excused], await AttendanceAsync());
        Assert.Equal(0, (await world.AsAsync((NotesDue o, Actor a) => o.RunAsync(a))).Count);
        Assert.Empty((await world.AsAsync((NotesDue o, Actor a) => o.RunAsync(a))).Discarded);
    }

    [Fact]
    public async Task With_nobody_there_nothing_is_signed() =>
        Assert.Equal("Lines[0].Attendance", Assert.Single((await SignAsync((await BodyAsync("Nobody came.", "", "")) switch { var b => b with { Lines = [.. b.Lines.Select(l => l with { Attendance = Attendance.Missed })] } })).Problems).Field);

    [Theory]
    [InlineData("Sara led the round.", "Sections[0].Text")]
    [InlineData("It was **Sara's** turn.", "Sections[0].Text")]
    [InlineData("We heard from Ms Cho-Miller.", "Sections[0].Text")]
    [InlineData("Then OZTURK spoke.", "Sections[0].Text")]
    [InlineData("the round went to (Öztürk).", "Sections[0].Text")]
    [InlineData("they will speak next time.", "NoNames")]
    public async Task No_name_of_a_participant_goes_into_the_text_for_all(string text, string field) =>
        Assert.Equal(field, Assert.Single((await SignAsync(await BodyAsync(text, "", ""))).Problems).Field);

    [Fact]
    public async Task Ones_own_name_may_stand_in_ones_own_line_and_nobody_elses()
    {
        Assert.Equal("Lines[0].Text", Assert.Single((await SignAsync(await BodyAsync("We practised.", "Helped Will.", "Will was helped."))).Problems).Field);
        Assert.True((await SignAsync(await BodyAsync("We practised.", "Sara helped another.", "Will was helped."))).Succeeded);
    }

    [Fact]
    public async Task A_word_written_small_is_let_through_when_the_author_says_that_it_is_no_name()
    {
        var signed = await SignAsync(await BodyAsync("They will speak next time.", "", ""), noNames: true);
        Assert.True(signed.Succeeded);
        Assert.Contains("will", Written(await world.ReadAsync(signed.Value![0].Id))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_amendment_of_one_note_lets_no_other_name_in_either()
    {
        var note = (await SignedAsync(await BodyAsync("We practised.", "Led.", "Listened.")))[0];
        await world.AsAsync((AmendNote o, Actor a) => o.RunAsync(a, note.Id));
        var body = (await world.InHandAsync(note.Id)).Drafts[0].Body;
        var named = body with { Sections = [.. body.Sections.Select((s, i) => i == 0 ? s with { Text = "We practised with Will." } : s)], Reason = "More exact" };
        Assert.Equal("Sections[0].Text", Assert.Single((await world.SignAsync(note.Id, named)).Problems).Field);

        Assert.True((await world.SignAsync(note.Id, body with { Sections = [.. body.Sections.Select((s, i) => i == 0 ? s with { Text = "We practised twice." } : s)], Reason = "More exact" })).Succeeded);
        Assert.Equal(Attendance.Attended, (await world.ReadAsync(note.Id)).Current!.Body.Facts.Attendance);
    }

    [Fact]
    public async Task Two_windows_keep_two_drafts_and_neither_is_lost()
    {
        await StartAsync();
        var seen = (await InHandAsync()).Drafts[0];
        var first = await SaveAsync(seen, await BodyAsync("from the first", "", ""));
        var second = await SaveAsync(seen, await BodyAsync("from the second", "", ""));

        Assert.False(first.IsOther);
        Assert.True(second.IsOther);
        var found = await InHandAsync();
        Assert.Equal(["from the first", "from the second"], found.Drafts.Select(d => d.Body.Sections[0].Text));
        Assert.Equal("SetOthersAside", Assert.Single((await SignAsync(await BodyAsync("from the second", "", ""))).Problems).Field);
        Assert.True((await SignAsync(await BodyAsync("from the second", "", ""), setOthersAside: true)).Succeeded);
        Assert.Empty((await InHandAsync()).Drafts);
    }

    [Fact]
    public async Task Who_joins_while_it_is_written_gets_a_line_in_the_same_draft()
    {
        await StartAsync();
        var draft = (await InHandAsync()).Drafts[0];
        await SaveAsync(draft, await BodyAsync("We practised.", "", ""));
        var third = await world.App.Given.ClientAsync("Noor", "Haddad", world.Therapist.Id);
        await world.App.Given.SaveAsync(new AppointmentParticipant { AppointmentId = session.Id, ClientId = third.Id });
        await StartAsync();

        var found = Assert.Single((await InHandAsync()).Drafts);
        Assert.Equal(3, found.Body.Lines.Count);
        Assert.Equal("We practised.", found.Body.Sections[0].Text);
        Assert.Equal(3, (await SignedAsync(found.Body)).Count);
    }

    [Fact]
    public async Task Those_whose_notes_one_may_not_write_are_counted_and_not_named()
    {
        var foreign = await world.App.Given.ClientAsync("Ines", "Moreau");
        var denied = await world.App.Given.ClientAsync("Paul", "Denied", world.Therapist.Id);
        foreach (var client in new[] { foreign, denied }) await world.App.Given.SaveAsync(new AppointmentParticipant { AppointmentId = session.Id, ClientId = client.Id });
        await world.App.Given.RecordPermissionAsync(world.Therapist.Id, Permission.WriteClinical, denied.Id, granted: false);
        await StartAsync();

        var found = await InHandAsync();
        Assert.DoesNotContain(found.Members, m => m.Name is "Paul Denied");
        Assert.Equal(found.Members.Count, 4 - found.Others);
        Assert.Equal("Sections[0].Text", Assert.Single((await SignAsync(found.Drafts[0].Body with { Sections = [new("Note", "We missed Paul.")] })).Problems).Field);
    }

    [Fact]
    public async Task Thrown_away_it_comes_back_for_all_of_them()
    {
        await StartAsync();
        var line = Assert.Single((await world.AsAsync((NotesDue o, Actor a) => o.RunAsync(a))).Unsigned);
        Assert.Equal(session.Id, line.GroupVisit);
        await world.AsAsync((DiscardNote o, Actor a) => o.RunAsync(a, line.NoteId));
        var thrown = Assert.Single((await world.AsAsync((NotesDue o, Actor a) => o.RunAsync(a))).Discarded);
        await world.AsAsync((DiscardNote o, Actor a) => o.FetchBackAsync(a, thrown.NoteId));
        Assert.Equal(2, Assert.Single((await InHandAsync()).Drafts).Body.Lines.Count);
    }

    [Fact]
    public async Task A_session_without_its_note_is_listed_once()
    {
        var missing = Assert.Single((await world.AsAsync((NotesDue o, Actor a) => o.RunAsync(a))).Missing);
        Assert.Equal((session.Id, true, "Breathing group"), (missing.AppointmentId, missing.IsGroup, missing.Client));
    }

    /// <summary>A group session three hours ago, under the world's client, with one more participant.</summary>
    internal static Task<Appointment> SessionAsync(NoteWorld world, params Client[] participants) => SessionAsync(world, world.Client, hoursAgo: 3, AppointmentStatus.Completed, participants);

    /// <summary>A group session under a client.</summary>
    internal static async Task<Appointment> SessionAsync(NoteWorld world, Client under, int hoursAgo, AppointmentStatus status, params Client[] participants)
    {
        var start = world.App.Clock.Now - Duration.FromHours(hoursAgo);
        var session = new Appointment { Title = "Breathing group", ClientId = under.Id, TherapistId = world.Therapist.Id, LocationId = await world.App.Given.LocationAsync(), IsGroupSession = true, MaxParticipants = 8 };
        session.PlaceAt(Zones.ToLocal(start, "America/Vancouver"), "America/Vancouver", 50, start);
        await world.App.Given.SaveAsync(session);
        foreach (var client in participants) await world.App.Given.SaveAsync(new AppointmentParticipant { AppointmentId = session.Id, ClientId = client.Id });
        await world.App.DbAsync(db => db.Appointments.Where(a => a.Id == session.Id).ExecuteUpdateAsync(u => u.SetProperty(a => a.Status, status)));
        return session;
    }

    private async Task<SessionNote> StartAsync() => (await world.AsAsync((StartNote o, Actor a) => o.RunAsync(a, new() { AppointmentId = session.Id, Format = NoteFormat.Free }))).Value!;

    private Task<GroupInHand> InHandAsync() => world.AsAsync((GroupNoteEditor o, Actor a) => o.RunAsync(a, session.Id));

    private async Task<GroupBody> BodyAsync(string shared, string first, string second, Attendance ofSecond = Attendance.Attended)
    {
        await StartAsync();
        var members = (await InHandAsync()).Members;
        return new()
        {
            Facts = new() { Date = new DateOnly(2026, 11, 20), SessionFormat = "Group" }, Sections = [new("Note", shared)],
            Lines = [new() { NoteId = members[0].NoteId, Text = first }, new() { NoteId = members[1].NoteId, Text = second, Attendance = ofSecond }],
        };
    }

    private async Task<SaveGroupDraft.Saved> SaveAsync(GroupDraftView seen, GroupBody body) =>
        (await world.AsAsync((SaveGroupDraft o, Actor a) => o.RunAsync(a, new(session.Id, seen.Batch, seen.Seen, body)))).Value!;

    private async Task<Outcome<IReadOnlyList<SessionNote>>> SignAsync(GroupBody body, bool setOthersAside = false, bool noNames = false)
    {
        var draft = (await InHandAsync()).Drafts[^1];
        return await world.AsAsync((SignGroupNote o, Actor a) => o.RunAsync(a, new()
        {
            AppointmentId = session.Id, Batch = draft.Batch, Seen = draft.Seen, Body = body, Proof = new(Given.Password), SetOthersAside = setOthersAside, NoNames = noNames,
        }));
    }

    private async Task<IReadOnlyList<SessionNote>> SignedAsync(GroupBody body)
    {
        var outcome = await SignAsync(body);
        return outcome.Succeeded ? outcome.Value : throw new InvalidOperationException(string.Join(", ", outcome.Problems));
    }

    private static List<string> Written(NoteView note) => [.. note.Current!.Body.Sections.Select(s => s.Text)];

    private Task<List<Attendance>> AttendanceAsync() => world.App.DbAsync(db => db.AppointmentParticipants.Where(p => p.AppointmentId == session.Id).Select(p => p.Attendance).ToListAsync());
}
