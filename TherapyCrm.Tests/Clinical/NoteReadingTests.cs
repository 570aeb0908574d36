using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Clinical;

/// <summary>Who reads notes, who co-signs them, what is still to write, and what stays private (domain.md §4, access.md).</summary>
public sealed class NoteReadingTests : IAsyncLifetime
{
    private NoteWorld world = null!;

    public async Task InitializeAsync() => world = await NoteWorld.StartAsync();

    public Task DisposeAsync()
    {
        world.Dispose();
        return Task.CompletedTask;
    }
    [Fact]
    public async Task Supervisors_sign_what_they_read_and_only_that()
    {
        var supervisor = await world.App.Given.StaffAsync(UserRole.Therapist);
        var note = await world.SignedAsync("text");
        Assert.Equal("SupervisorId", Assert.Single((await AskAsync(note.Id, supervisor.Id)).Problems).Field);
        foreach (var permission in new[] { Permission.ViewClients, Permission.ViewClinical, Permission.CosignClinical }) await world.App.Given.RecordPermissionAsync(supervisor.Id, permission, world.Client.Id, granted: true);
        Assert.True((await AskAsync(note.Id, supervisor.Id)).Succeeded);
        Assert.Equal(note.Id, Assert.Single((await world.AsAsync((NotesDue o, Actor a) => o.RunAsync(a), supervisor)).ToCosign).NoteId);

        await world.AmendedAsync(note.Id, "other text");
        Assert.Equal(ProblemKind.Stale, Assert.Single((await CosignAsync(note.Id, 1, supervisor)).Problems).Kind);
        Assert.True((await CosignAsync(note.Id, 2, supervisor)).Succeeded);
        Assert.Equal((2, "Well seen"), (await world.ReadAsync(note.Id)).Cosignatures.Select(c => (c.SignedNumber!.Value, c.Comment)).Single());
        Assert.Empty((await world.AsAsync((NotesDue o, Actor a) => o.RunAsync(a), supervisor)).ToCosign);
        var office = await OfficeAsync();
        await Assert.ThrowsAsync<ForbiddenException>(() => world.AsAsync((CosignNote o, Actor a) => o.SignAsync(a, note.Id, 2, null, new(Given.Password)), office));
    }

    [Fact]
    public async Task The_lists_name_held_visits_without_a_note_drafts_and_what_was_thrown_away()
    {
        var (held, missed) = (await world.VisitAsync(), await world.VisitAsync(AppointmentStatus.NoShow, 30));
        await world.VisitAsync(AppointmentStatus.Cancelled, 50);
        Assert.Equal([held.Id], (await DueAsync()).Missing.Select(m => m.AppointmentId));

        var note = await world.BegunAsync(held.Id);
        Assert.Equal((0, 1), ((await DueAsync()).Missing.Count, (await DueAsync()).Unsigned.Count));
        await world.AsAsync((DiscardNote o, Actor a) => o.RunAsync(a, note.Id));
        Assert.Equal((1, 0, 1), ((await DueAsync()).Missing.Count, (await DueAsync()).Unsigned.Count, (await DueAsync()).Discarded.Count));
        await world.AsAsync((DiscardNote o, Actor a) => o.FetchBackAsync(a, note.Id));
        Assert.Single((await world.InHandAsync(note.Id)).Drafts);
        Assert.NotEqual(0, missed.Id);
    }

    [Fact]
    public async Task A_draft_is_its_authors_alone_and_a_note_its_readers()
    {
        var colleague = await world.App.Given.StaffAsync(UserRole.Therapist);
        foreach (var permission in new[] { Permission.ViewClients, Permission.ViewClinical }) await world.App.Given.RecordPermissionAsync(colleague.Id, permission, world.Client.Id, granted: true);
        var (draft, signed) = (await world.BegunAsync(), await world.SignedAsync("text"));

        await Assert.ThrowsAsync<NotFoundException>(() => world.ReadAsync(draft.Id, colleague));
        Assert.Equal("text", (await world.ReadAsync(signed.Id, colleague)).Current!.Body.Sections[0].Text);
        await Assert.ThrowsAsync<ForbiddenException>(() => world.InHandAsync(signed.Id, colleague));
        await Assert.ThrowsAsync<NotFoundException>(async () => await world.ReadAsync(signed.Id, await world.App.Given.StaffAsync(UserRole.Therapist)));
        foreach (var role in new[] { UserRole.Admin, UserRole.Staff, UserRole.Receptionist })
            await Assert.ThrowsAsync<ForbiddenException>(async () => await world.ReadAsync(signed.Id, await world.App.Given.StaffAsync(role)));
    }

    [Fact]
    public async Task No_word_of_it_lies_readable_in_the_database_or_its_log()
    {
        var note = await world.BegunAsync();
        await world.SaveAsync(note.Id, "canary-kumquat in the draft");
        await world.SignAsync(note.Id, NoteWorld.Text("canary-kumquat signed") with { Mood = "canary-kumquat", Risk = "canary-kumquat" });
        await world.AmendedAsync(note.Id, "canary-kumquat amended", "canary-kumquat was spelled wrong");
        await world.App.DbAsync(async db => { await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(PASSIVE)"); return 0; });

        foreach (var file in Directory.EnumerateFiles(world.App.StorageRoot, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes);
            Assert.True(bytes.ToArray().AsSpan().IndexOf("kumquat"u8) < 0, Path.GetFileName(file));
        }
    }

    [Fact]
    public async Task A_private_note_is_read_by_its_author_alone_even_in_an_emergency_view()
    {
        await SavePrivateAsync(world.Therapist);
        var owner = await world.App.Given.StaffAsync(UserRole.Therapist);
        foreach (var permission in Enum.GetValues<Permission>().Where(p => p.IsOnRecords())) await world.App.Given.RecordPermissionAsync(owner.Id, permission, world.Client.Id, granted: true);

        Assert.Equal("only mine", Assert.Single((await PrivateAsync(world.Therapist)).Notes.Items).Text);
        Assert.Empty((await PrivateAsync(owner)).Notes.Items);
        var office = await OfficeAsync();
        await Assert.ThrowsAsync<ForbiddenException>(() => PrivateAsync(office));
    }

    [Fact]
    public async Task A_stale_private_note_overwrites_nothing()
    {
        var note = await SavePrivateAsync(world.Therapist);
        Assert.True((await world.AsAsync((SaveProcessNote o, Actor a) => o.RunAsync(a, new(world.Client.Id, note.Id, 1, "second thought")))).Succeeded);
        Assert.Equal(ProblemKind.Stale, Assert.Single((await world.AsAsync((SaveProcessNote o, Actor a) => o.RunAsync(a, new(world.Client.Id, note.Id, 1, "stale thought")))).Problems).Kind);
        Assert.Equal("second thought", Assert.Single((await PrivateAsync(world.Therapist)).Notes.Items).Text);
    }

    [Fact]
    public async Task A_template_gives_its_headings_and_a_note_keeps_those_it_began_with()
    {
        var admin = await world.App.Given.StaffAsync(UserRole.Admin);
        var template = (await world.AsAsync((NoteTemplates o, Actor a) => o.SaveAsync(a, new(null, null, "Play", "Play\nParents", true)), admin)).Value!;
        var note = (await world.AsAsync((StartNote o, Actor a) => o.RunAsync(a, new() { ClientId = world.Client.Id, TemplateId = template.Id }))).Value!;
        Assert.True((await world.AsAsync((NoteTemplates o, Actor a) => o.SaveAsync(a, new(template.Id, 1, "Play", "Play\nParents\nNext time", true)), admin)).Succeeded);
        var later = (await world.AsAsync((StartNote o, Actor a) => o.RunAsync(a, new() { ClientId = world.Client.Id, TemplateId = template.Id }))).Value!;

        Assert.Equal(["Play", "Parents"], (await world.InHandAsync(note.Id)).Drafts[0].Body.Sections.Select(s => s.Heading));
        Assert.Equal(["Play", "Parents", "Next time"], (await world.InHandAsync(later.Id)).Drafts[0].Body.Sections.Select(s => s.Heading));
        Assert.Equal((1, 2), (note.TemplateNumber, later.TemplateNumber));
    }

    [Fact]
    public async Task Who_leaves_hands_over_clients_and_drafts_and_keeps_what_was_signed()
    {
        var visit = await world.VisitAsync();
        var draft = await world.BegunAsync(visit.Id);
        await world.SaveAsync(draft.Id, "half a thought");
        var signed = await world.SignedAsync("whole");
        var (heir, admin, office) = (await world.App.Given.StaffAsync(UserRole.Therapist), await world.App.Given.StaffAsync(UserRole.Admin), await OfficeAsync());
        await Assert.ThrowsAsync<ForbiddenException>(() => world.AsAsync((HandOver o, Actor a) => o.RunAsync(a, world.Therapist.Id, heir.Id), office));

        Assert.Equal(1, (await world.AsAsync((HandOver o, Actor a) => o.RunAsync(a, world.Therapist.Id, heir.Id), admin)).Value);
        Assert.Equal("half a thought", Assert.Single((await world.InHandAsync(draft.Id, heir)).Drafts).Body.Sections[0].Text);
        Assert.Equal(draft.Id, (await world.BegunAsync(visit.Id, heir)).Id);
        Assert.Equal(world.Therapist.FullName, (await world.ReadAsync(signed.Id, heir)).Author);
    }

    [Fact]
    public async Task Reading_a_note_is_on_file_with_its_client()
    {
        var note = await world.SignedAsync("text");
        await world.ReadAsync(note.Id);

        Assert.True(await world.App.DbAsync(db => db.AuditEntries.AnyAsync(e => e.Action == "note.read" && e.EntityId == note.Id && e.ClientId == world.Client.Id && e.UserId == world.Therapist.Id)));
    }

    private Task<Outcome<SessionNote>> AskAsync(long note, long supervisor) => world.AsAsync((CosignNote o, Actor a) => o.AskAsync(a, note, supervisor));

    private Task<Outcome<SessionNote>> CosignAsync(long note, int number, Domain.Practice.StaffMember who) =>
        world.AsAsync((CosignNote o, Actor a) => o.SignAsync(a, note, number, "Well seen", new(Given.Password)), who);

    private async Task<ProcessNote> SavePrivateAsync(Domain.Practice.StaffMember who) => (await world.AsAsync((SaveProcessNote o, Actor a) => o.RunAsync(a, new(world.Client.Id, null, null, "only mine")), who)).Value!;

    private Task<OwnProcessNotes> PrivateAsync(Domain.Practice.StaffMember who) => world.AsAsync((ProcessNotes o, Actor a) => o.RunAsync(a, world.Client.Id), who);

    private Task<NotesToDo> DueAsync() => world.AsAsync((NotesDue o, Actor a) => o.RunAsync(a));

    private Task<Domain.Practice.StaffMember> OfficeAsync() => world.App.Given.StaffAsync(UserRole.Staff);
}
