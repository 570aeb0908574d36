using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;

namespace TherapyCrm.Domain.Data;

/// <summary>Puts a read on file before its answer leaves (access.md §2).</summary>
internal static class ReadNotes
{
    /// <summary>One client's file was opened.</summary>
    public static Task NoteClientReadAsync(this CrmDbContext db, Actor actor, string action, Client client, CancellationToken cancel)
    {
        db.Audit(actor, action, client, client.Id);
        return db.SaveAsync(client, cancel: cancel);
    }

    /// <summary>A list was shown: its filter and how many it found.</summary>
    public static Task NoteListReadAsync(this CrmDbContext db, Actor actor, string action, string filter, int count, CancellationToken cancel)
    {
        db.Audit(actor, action, null, details: $"{filter}; {count}");
        return db.SaveAsync(count, cancel: cancel);
    }
}
