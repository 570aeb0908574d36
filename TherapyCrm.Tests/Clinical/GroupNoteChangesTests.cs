using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Clinical;

/// <summary>A group whose participants, drafts and rights change while its note is being written: no text goes astray.</summary>
public sealed class GroupNoteChangesTests : IAsyncLifetime
{
    private NoteWorld world = null!;
    private Client second = null!;
    private Client third = null!;
    private Appointment session = null!;
    private string Address => $"/notes/group/{session.Id}";

    public async Task InitializeAsync()
    {
        world = await NoteWorld.StartAsync();
        (second, third) = (await world.App.Given.ClientAsync("Amir", "Haddad", world.Therapist.Id), await world.App.Given.ClientAsync("Noor", "Okafor", world.Therapist.Id));
        session = await GroupNoteTests.SessionAsync(world, second, third);
    }

    public Task DisposeAsync()
    {
        world.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Who_was_taken_out_of_the_session_is_still_named_in_no_other_file()
    {
        var draft = await StartedAsync();
        await LeaveAsync(second, third);
        var named = draft.Body with { Sections = [new("Note", "Amir led the round.")] };
        Assert.Equal("Sections[0].Text", Assert.Single((await SignAsync(draft, named)).Problems).Field);

        var note = (await SignAsync(draft, draft.Body with { Sections = [new("Note", "We practised.")] })).Value![0];
        await world.AsAsync((AmendNote o, Actor a) => o.RunAsync(a, note.Id));
        var body = (await world.InHandAsync(note.Id)).Drafts[0].Body;
        var amended = body with { Sections = [.. body.Sections.Select((s, i) => i == 0 ? s with { Text = "We practised with Noor." } : s)], Reason = "More exact" };
        Assert.Equal("Sections[0].Text", Assert.Single((await world.SignAsync(note.Id, amended)).Problems).Field);
    }

    [Fact]
    public async Task Nobody_gets_a_note_that_the_window_did_not_show()
    {
        await StartedAsync();
        using var therapist = await world.App.SignedInAsync(world.Therapist);
        var form = await FormAsync(therapist);
        var late = await world.App.Given.ClientAsync("Ines", "Moreau", world.Therapist.Id);
        await world.App.Given.SaveAsync(new AppointmentParticipant { AppointmentId = session.Id, ClientId = late.Id });
        await StartedAsync();

        var answer = await SendAsync(therapist, form, "Sign", Given.Password, ("Form.Lines[2].Text", "canary-noor"));
        Assert.Equal(HttpStatusCode.PreconditionFailed, answer.StatusCode);
        Assert.Equal(["", "", "canary-noor", ""], Lines(await CrmClient.ParseAsync(answer)));
        Assert.False(await world.App.DbAsync(db => db.SessionNotes.AnyAsync(n => n.Status == NoteStatus.Signed)));
    }

    [Fact]
    public async Task Lines_behind_somebody_who_went_out_of_sight_stay_with_whom_they_are_about()
    {
        await StartedAsync();
        using var therapist = await world.App.SignedInAsync(world.Therapist);
        var form = await FormAsync(therapist);
        await world.App.Given.RecordPermissionAsync(world.Therapist.Id, Permission.WriteClinical, second.Id, granted: false);

        var refused = await CrmClient.ParseAsync(await SendAsync(therapist, form, "Sign", "nonsense", ("Form.Lines[1].Text", "canary-amir"), ("Form.Lines[2].Text", "canary-noor")));
        Assert.Equal(["", "canary-noor"], Lines(refused));
        Assert.Equal(HttpStatusCode.Found, (await SendAsync(therapist, refused.QuerySelector<IHtmlFormElement>("form.note-form")!, "Sign", Given.Password)).StatusCode);
        var notes = await world.App.DbAsync(db => db.SessionNotes.Where(n => n.Status == NoteStatus.Signed).OrderBy(n => n.Id).ToListAsync());
        Assert.Equal([world.Client.Id, third.Id], notes.Select(n => n.ClientId));
        Assert.Equal("canary-noor", (await world.ReadAsync(notes[1].Id)).Current!.Body.Sections[^1].Text);
        Assert.DoesNotContain("canary", string.Concat((await world.ReadAsync(notes[0].Id)).Current!.Body.Sections.Select(s => s.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_is_not_in_the_window_stays_as_it_was_kept()
    {
        var draft = await StartedAsync();
        var ids = draft.Body.Lines.Select(l => l.NoteId).ToList();
        var kept = (await SaveAsync(draft.Batch, draft.Seen, draft.Body with { Lines = [.. ids.Select((id, i) => new GroupLine { NoteId = id, Text = $"line {i}" })] })).Value!;
        await SaveAsync(kept.Batch, kept.Seen, draft.Body with { Lines = [new() { NoteId = ids[0], Text = "changed" }] });
        Assert.Equal(["changed", "line 1", "line 2"], Assert.Single((await InHandAsync()).Drafts).Body.Lines.Select(l => l.Text));
    }

    [Fact]
    public async Task A_draft_that_was_begun_anew_is_not_joined_by_the_one_that_was_thrown_away()
    {
        var thrown = (await StartedAsync()).Body.Lines[0].NoteId;
        await world.AsAsync((DiscardNote o, Actor a) => o.RunAsync(a, thrown));
        world.App.Clock.Now += Duration.FromMinutes(1);
        var anew = (await StartedAsync()).Body.Lines[0].NoteId;
        Assert.Equal(ProblemKind.Conflict, Assert.Single((await world.AsAsync((DiscardNote o, Actor a) => o.FetchBackAsync(a, thrown))).Problems).Kind);
        Assert.Equal(3, (await InHandAsync()).Members.Count);

        await world.AsAsync((DiscardNote o, Actor a) => o.RunAsync(a, anew));
        Assert.True((await world.AsAsync((DiscardNote o, Actor a) => o.FetchBackAsync(a, thrown))).Succeeded);
        Assert.Equal(3, (await InHandAsync()).Members.Count);
    }

    [Fact]
    public async Task A_service_that_is_none_is_refused_at_its_field()
    {
        var draft = await StartedAsync();
        var body = draft.Body with { Facts = draft.Body.Facts with { ServiceCodeId = 987_654 }, Sections = [new("Note", "We practised.")] };
        Assert.Equal("ServiceCodeId", Assert.Single((await SignAsync(draft, body)).Problems).Field);
    }

    private async Task<GroupDraftView> StartedAsync()
    {
        Assert.True((await world.AsAsync((StartNote o, Actor a) => o.RunAsync(a, new() { AppointmentId = session.Id, Format = NoteFormat.Free }))).Succeeded);
        return (await InHandAsync()).Drafts[^1];
    }

    private Task<GroupInHand> InHandAsync() => world.AsAsync((GroupNoteEditor o, Actor a) => o.RunAsync(a, session.Id));

    private async Task LeaveAsync(params Client[] clients)
    {
        var ids = clients.Select(c => c.Id).ToList();
        await world.App.DbAsync(db => db.AppointmentParticipants.Where(p => p.AppointmentId == session.Id && ids.Contains(p.ClientId)).ExecuteDeleteAsync());
    }

    private Task<Outcome<SaveGroupDraft.Saved>> SaveAsync(Guid batch, int seen, GroupBody body) => world.AsAsync((SaveGroupDraft o, Actor a) => o.RunAsync(a, new(session.Id, batch, seen, body)));

    private Task<Outcome<IReadOnlyList<SessionNote>>> SignAsync(GroupDraftView draft, GroupBody body) => world.AsAsync((SignGroupNote o, Actor a) =>
        o.RunAsync(a, new() { AppointmentId = session.Id, Batch = draft.Batch, Seen = draft.Seen, Body = body, Proof = new(Given.Password) }));

    private async Task<IHtmlFormElement> FormAsync(CrmClient therapist) => (await therapist.PageAsync(Address)).QuerySelector<IHtmlFormElement>("form.note-form")!;

    private async Task<HttpResponseMessage> SendAsync(CrmClient therapist, IHtmlFormElement form, string handler, string password, params (string Name, string Value)[] typed)
    {
        form.SetAttribute("action", $"{Address}?handler={handler}");
        var fields = typed.ToDictionary(t => t.Name, t => t.Value);
        (fields["Form.Sections[0].Text"], fields["Form.Password"]) = ("shared words", password);
        return await therapist.PostAsync(form, Address, fields);
    }

    private static List<string> Lines(IParentNode page) => [.. page.QuerySelectorAll(".group-line textarea").Select(t => t.TextContent.Trim())];
}
