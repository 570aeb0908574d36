using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Clinical;

/// <summary>One's own private note, opened.</summary>
public sealed record ProcessNoteRow(long Id, int Version, LocalDate Date, string Text, Instant UpdatedAt);

/// <summary>One's own private notes about a client.</summary>
public sealed record OwnProcessNotes(ClientHeading Head, PageOf<ProcessNoteRow> Notes);

/// <summary>Reads the actor's own private notes about a client, newest first.</summary>
public sealed class ProcessNotes(CrmDbContext db, ClientKeys keys, ClientHead heads, ReadLog reads)
{
    /// <exception cref="NotFoundException">The client is out of sight.</exception>
    /// <exception cref="ForbiddenException">Private notes about this client are not the actor's to keep.</exception>
    public async Task<OwnProcessNotes> RunAsync(Actor actor, long clientId, int page = 1, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewProcessNotes);
        var head = await heads.RunAsync(actor, clientId, cancel: cancel);
        await db.MustKeepProcessNotesAsync(actor, clientId, cancel);
        var (own, at, size) = (db.ProcessNotes.AsNoTracking().Where(n => n.ClientId == clientId && n.AuthorId == actor.UserId), Math.Clamp(page, 1, 1_000_000), 20);
        var total = await own.CountAsync(cancel);
        var rows = await own.OrderByDescending(n => n.Date).ThenByDescending(n => n.Id).Skip((at - 1) * size).Take(size).ToListAsync(cancel);
        await reads.OneAsync(actor, "process_note.read", null, clientId, cancel);
        var cipher = rows.Count == 0 ? null : await keys.OfAsync(clientId, cancel);
        return new(head, new(rows.ConvertAll(n => new ProcessNoteRow(n.Id, n.Version, n.Date, cipher!.Open(n.Text, n.Place), n.UpdatedAt)), at, size, total));
    }
}

/// <summary>Writes and changes one's own private notes.</summary>
public sealed class SaveProcessNote(CrmDbContext db, ClientKeys keys, PracticeDay practiceDay) : IOperation
{
    /// <summary>What it should say; without an id a new one, dated today.</summary>
    public sealed record Request(long ClientId, long? Id, int? Version, string? Text);

    /// <returns>The note; or what is wrong.</returns>
    public async Task<Outcome<ProcessNote>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewProcessNotes);
        await db.Clients.AsNoTracking().GetAsync(db, actor, request.ClientId, Permission.ViewClients, cancel);
        await db.MustKeepProcessNotesAsync(actor, request.ClientId, cancel);
        if (TypedText.Check("Text", request.Text, NoteBody.LongestSection, required: true).ToArray() is { Length: > 0 } problems) return problems;
        var cipher = await keys.OfAsync(request.ClientId, cancel);
        var note = request.Id is { } id
            ? await db.ProcessNotes.FirstOrDefaultAsync(n => n.Id == id && n.ClientId == request.ClientId && n.AuthorId == actor.UserId, cancel) ?? throw new NotFoundException()
            : db.Add(new ProcessNote { ClientId = request.ClientId, LearnerId = null, AuthorId = actor.UserId!.Value, Date = await practiceDay.OfAsync(actor.Now, cancel), Text = [] }).Entity;
        if (request.Id is not null && note.StaleSince(request.Version) is { } stale) return stale;
        note.Text = cipher.Seal(TypedText.Kept(request.Text)!.ReplaceLineEndings("\n"), note.Place);
        db.Audit(actor, request.Id is null ? "process_note.added" : "process_note.edited", note);
        db.Answers(note);
        return await db.SaveAsync(note, cancel: cancel);
    }
}

internal static class ProcessNoteRules
{
    /// <summary>Refuses who may not keep private notes about this client.</summary>
    public static async Task MustKeepProcessNotesAsync(this CrmDbContext db, Actor actor, long clientId, CancellationToken cancel)
    {
        if (!await db.Clients.Where(c => c.Id == clientId).VisibleTo(db, actor, Permission.ViewProcessNotes).AnyAsync(cancel)) throw new ForbiddenException();
    }
}
