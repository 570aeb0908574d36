using System.Linq.Expressions;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>Who sees a note: who may with its client or learner; a draft is its author's alone.</summary>
public static class NoteReading
{
    /// <summary>The notes the actor may do this with.</summary>
    public static IQueryable<SessionNote> VisibleTo(this IQueryable<SessionNote> notes, CrmDbContext db, Actor actor, Permission permission) =>
        notes.Where(Rule(db, actor, permission)).Where(Known(actor));

    /// <summary>The note, for doing this with it.</summary>
    /// <exception cref="NotFoundException">It does not exist, or is out of the actor's sight.</exception>
    /// <exception cref="ForbiddenException">It is in sight, but this may not be done with it.</exception>
    public static Task<SessionNote> GetAsync(this IQueryable<SessionNote> notes, CrmDbContext db, Actor actor, long id, Permission permission, CancellationToken cancel) =>
        Reading.OneAsync(notes.Where(n => n.Id == id).Where(Known(actor)), p => Rule(db, actor, p), permission, cancel);

    private static Expression<Func<SessionNote, bool>> Rule(CrmDbContext db, Actor actor, Permission permission) =>
        Visibility.Of<SessionNote>(db, actor, permission, n => n.Client!, n => n.LearnerId);

    private static Expression<Func<SessionNote, bool>> Known(Actor actor) =>
        n => n.DiscardedAt == null && (n.Status != NoteStatus.Draft || n.AuthorId == actor.UserId);
}
