using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>The drafts that one window writes together, opened.</summary>
internal sealed record GroupBatch(Guid Batch, IReadOnlyList<NoteDraft> Drafts, GroupBody Body)
{
    /// <summary>The version that the window had to have seen.</summary>
    public int Seen => Drafts[0].Version;
}

/// <summary>What all who touch a group's notes share.</summary>
internal static class GroupNoteReading
{
    /// <summary>The actor's own notes of a group session, in the order of the participants.</summary>
    public static IQueryable<SessionNote> GroupNotes(this CrmDbContext db, long appointmentId, Actor actor) =>
        db.SessionNotes.VisibleTo(db, actor, Permission.WriteClinical).Where(n => n.AppointmentId == appointmentId && n.AuthorId == actor.UserId && n.IsGroup).OrderBy(n => n.Id);

    /// <summary>Those that are still being written; none when all are signed.</summary>
    /// <exception cref="NotFoundException">Nothing was begun, or it is out of sight.</exception>
    public static async Task<List<SessionNote>> GroupDraftsAsync(this CrmDbContext db, long appointmentId, Actor actor, CancellationToken cancel)
    {
        var notes = await db.GroupNotes(appointmentId, actor).ToListAsync(cancel);
        return notes.Count > 0 ? [.. notes.Where(n => n.Status == NoteStatus.Draft)] : throw new NotFoundException();
    }

    /// <summary>Drafts that are still wanted, by window, oldest first; who joined after one was begun has an empty line in it.</summary>
    public static async Task<IReadOnlyList<GroupBatch>> BatchesAsync(this CrmDbContext db, IReadOnlyList<SessionNote> notes, ClientKeys keys, Actor actor, CancellationToken cancel)
    {
        var ids = notes.Select(n => n.Id).ToList();
        var drafts = await db.NoteDrafts.Where(d => ids.Contains(d.NoteId) && d.UserId == actor.UserId && d.SetAsideAt == null && d.Batch != null).OrderBy(d => d.Id).ToListAsync(cancel);
        var ciphers = await keys.OfAllAsync(notes, cancel);
        return [.. drafts.GroupBy(d => d.Batch!.Value).OrderBy(b => b.First().Id).Select(b =>
            new GroupBatch(b.Key, [.. b], GroupBody.Of([.. b.Select(d => (d.NoteId, ciphers[d.ClientId].OpenValue<NoteBody>(d.Body, d.Place)))], ids)))];
    }

    /// <summary>The keys of all whose notes these are.</summary>
    public static async Task<IReadOnlyDictionary<long, ClientCipher>> OfAllAsync(this ClientKeys keys, IReadOnlyList<SessionNote> notes, CancellationToken cancel)
    {
        var ciphers = new Dictionary<long, ClientCipher>();
        foreach (var client in notes.Select(n => n.ClientId).Distinct()) ciphers[client] = await keys.OfAsync(client, cancel); // at most as many as the group has members
        return ciphers;
    }
}
