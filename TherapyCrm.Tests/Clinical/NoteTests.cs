using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Clinical;

/// <summary>A note is never lost and never silently changed (domain.md §4).</summary>
public sealed class NoteTests : IAsyncLifetime
{
    private NoteWorld world = null!;

    public async Task InitializeAsync() => world = await NoteWorld.StartAsync();

    public Task DisposeAsync()
    {
        world.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task One_visit_has_one_draft_however_often_the_key_is_pressed()
    {
        var visit = await world.VisitAsync();
        var begun = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => world.BegunAsync(visit.Id))));

        Assert.Single(begun.Select(n => n.Id).Distinct());
        Assert.Equal(1, await world.App.DbAsync(db => db.NoteDrafts.CountAsync()));
        var facts = (await world.InHandAsync(begun[0].Id)).Drafts[0].Body.Facts;
        Assert.Equal((visit.LocalStart.Date.ToDateOnly(), 50), (facts.Date!.Value, facts.Minutes));
    }

    [Fact]
    public async Task What_is_typed_is_kept_and_found_again()
    {
        var note = await world.BegunAsync();
        var saved = await world.SaveAsync(note.Id, "first words");
        Assert.True(saved.Succeeded);
        saved = await world.SaveAsync(note.Id, "first words, and more");

        Assert.False(saved.Value!.IsOther);
        Assert.Equal("first words, and more", Assert.Single((await world.InHandAsync(note.Id)).Drafts).Body.Sections[0].Text);
    }

    [Fact]
    public async Task A_second_window_gets_a_draft_of_its_own_and_neither_is_dropped()
    {
        var note = await world.BegunAsync();
        var draft = (await world.InHandAsync(note.Id)).Drafts[0];
        await world.AsAsync((SaveNoteDraft o, Actor a) => o.RunAsync(a, new(note.Id, draft.Id, draft.Version, NoteWorld.Text("from one window"))));
        var second = await world.AsAsync((SaveNoteDraft o, Actor a) => o.RunAsync(a, new(note.Id, draft.Id, draft.Version, NoteWorld.Text("from the other"))));

        Assert.True(second.Value!.IsOther);
        Assert.Equal(["from one window", "from the other"], (await world.InHandAsync(note.Id)).Drafts.Select(d => d.Body.Sections[0].Text));

        var refused = await world.SignAsync(note.Id, NoteWorld.Text("from the other"));
        Assert.Equal("SetOthersAside", Assert.Single(refused.Problems).Field);
        Assert.True((await world.SignAsync(note.Id, NoteWorld.Text("from the other"), setOthersAside: true)).Succeeded);
        Assert.Equal(1, await world.App.DbAsync(db => db.NoteDrafts.CountAsync(d => d.SetAsideAt != null)));
    }

    [Fact]
    public async Task Signing_asks_for_the_password_and_locks()
    {
        var note = await world.BegunAsync();
        Assert.Equal("Password", Assert.Single((await world.SignAsync(note.Id, NoteWorld.Text("said"), "wrong")).Problems).Field);
        Assert.Single((await world.InHandAsync(note.Id)).Drafts);

        Assert.True((await world.SignAsync(note.Id, NoteWorld.Text("said"))).Succeeded);
        var view = await world.ReadAsync(note.Id);
        Assert.Equal((NoteStatus.Signed, "said", true), (view.Note.Status, view.Current!.Body.Sections[0].Text, view.Current.IsIntact));
    }

    [Theory]
    [InlineData("", "2026-11-20", "Sections[0].Text")]
    [InlineData("said", null, "Date")]
    [InlineData("said", "2027-01-01", "Date")]
    [InlineData("sa\0id", "2026-11-20", "Sections[0].Text")]
    public async Task What_cannot_be_signed_is_said_at_its_field(string text, string? date, string field)
    {
        var note = await world.BegunAsync();
        var body = NoteWorld.Text(text) with { Facts = new() { Date = date is null ? null : DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture) } };

        Assert.Equal(field, (await world.SignAsync(note.Id, body)).Problems[0].Field);
    }

    [Fact]
    public async Task An_amendment_keeps_the_old_text_and_needs_a_reason()
    {
        var note = await world.SignedAsync("slept badly");
        await world.AsAsync((AmendNote o, Actor a) => o.RunAsync(a, note.Id));
        Assert.Equal("Reason", Assert.Single((await world.SignAsync(note.Id, NoteWorld.Text("slept well"))).Problems).Field);

        await world.AmendedAsync(note.Id, "slept well", "Wrong word");
        var versions = (await world.ReadAsync(note.Id)).Versions;
        Assert.Equal([("slept well", "Wrong word"), ("slept badly", null)], versions.Select(v => (v.Body.Sections[0].Text, v.Body.Reason)));
        Assert.All(versions, v => Assert.True(v.IsIntact));
    }

    [Fact]
    public async Task Of_two_amendments_begun_at_once_the_second_is_told_and_keeps_its_text()
    {
        var colleague = await world.App.Given.StaffAsync(UserRole.Therapist);
        foreach (var permission in new[] { Permission.ViewClients, Permission.ViewClinical, Permission.WriteClinical }) await world.App.Given.RecordPermissionAsync(colleague.Id, permission, world.Client.Id, granted: true);
        var note = await world.SignedAsync("text");
        await world.AsAsync((AmendNote o, Actor a) => o.RunAsync(a, note.Id));
        await world.AmendedAsync(note.Id, "by the colleague", who: colleague);

        var late = await world.SignAsync(note.Id, NoteWorld.Text("by me") with { Reason = "mine" });
        Assert.Equal(ProblemKind.Stale, Assert.Single(late.Problems).Kind);
        Assert.Single((await world.InHandAsync(note.Id)).Drafts);
        Assert.Equal("by the colleague", (await world.ReadAsync(note.Id)).Current!.Body.Sections[0].Text);
    }

    [Fact]
    public async Task A_note_changed_behind_the_program_is_noticed()
    {
        var note = await world.SignedAsync("text");
        await world.App.DbAsync(async db => { await db.Database.ExecuteSqlRawAsync("UPDATE note_versions SET signed_at = '2020-01-01 00:00:00'"); return 0; });

        Assert.False((await world.ReadAsync(note.Id)).Current!.IsIntact);
    }

    [Fact]
    public async Task Sessions_are_numbered_by_date_time_and_id_without_consultations_and_redacted_ones()
    {
        await world.App.DbAsync(db => db.Clients.ExecuteUpdateAsync(u => u.SetProperty(c => c.SessionOffset, 10)));
        var third = await world.SignedAsync("c", new(2026, 11, 12));
        var first = await world.SignedAsync("a", new(2026, 11, 1));
        var consultation = await world.SignedAsync("k", new(2026, 11, 5), b => b with { Facts = b.Facts with { IsConsultation = true } });
        var second = await world.SignedAsync("b", new(2026, 11, 10), b => b with { Facts = b.Facts with { IsProBono = true } });
        Assert.Equal([(first.Id, 11), (second.Id, 12), (third.Id, 13)], await NumbersAsync());

        await RedactAsync(first.Id);
        Assert.Equal([(second.Id, 11), (third.Id, 12)], await NumbersAsync());
        Assert.Null((await world.ReadAsync(consultation.Id)).Number);
    }

    [Fact]
    public async Task A_redacted_note_leaves_who_when_and_why_and_its_text_nowhere()
    {
        var note = await world.SignedAsync("written into the wrong file");
        await world.AmendedAsync(note.Id, "still the wrong file");
        await world.AsAsync((AmendNote o, Actor a) => o.RunAsync(a, note.Id));
        Assert.Equal("Reason", Assert.Single((await world.AsAsync((RedactNote o, Actor a) => o.RunAsync(a, new(note.Id, "too short", new(Given.Password))))).Problems).Field);
        await RedactAsync(note.Id);

        var view = await world.ReadAsync(note.Id);
        Assert.Equal((NoteStatus.Redacted, "The wrong file, sorry", 0), (view.Note.Status, view.RedactionReason, view.Versions.Count));
        Assert.Equal((2, 0), await world.App.DbAsync(async db => (await db.NoteVersions.CountAsync(v => v.Body == null), (await db.NoteDrafts.Select(d => d.Body).ToListAsync()).Sum(b => b.Length))));
        Assert.False((await world.AsAsync((AmendNote o, Actor a) => o.RunAsync(a, note.Id))).Succeeded);
    }

    [Fact]
    public async Task A_note_signed_after_the_limit_is_a_late_entry()
    {
        Assert.False((await world.SignedAsync("in time", Today())).IsLateEntry);
        Assert.True((await world.SignedAsync("late", Today().AddDays(-5))).IsLateEntry);
    }

    private async Task RedactAsync(long note) => Assert.True((await world.AsAsync((RedactNote o, Actor a) => o.RunAsync(a, new(note, "The wrong file, sorry", new(Given.Password))))).Succeeded);

    private DateOnly Today() => Zones.ToLocal(world.App.Clock.Now, "America/Vancouver").Date.ToDateOnly();

    private async Task<(long, int)[]> NumbersAsync() =>
        [.. (await world.AsAsync((ClientNotes o, Actor a) => o.RunAsync(a, world.Client.Id))).Notes.Items.Where(n => n.Number is not null).OrderBy(n => n.Number).Select(n => (n.Id, n.Number!.Value))];
}
