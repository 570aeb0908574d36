using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>Somebody in a group session: a client, or one of its learners.</summary>
/// <param name="ParticipantId">Null for the one under whom the session is booked.</param>
/// <param name="Names">Every name by which this person, or the family of a learner, is known.</param>
internal sealed record GroupMember(long ClientId, long? LearnerId, long? ParticipantId, string Name, IReadOnlyList<string> Names);

/// <summary>Who belongs to a group session, whether the reader may see them or not.</summary>
internal static class GroupMembersOf
{
    /// <summary>These, and whose note of the session was begun before they were taken out of it: no file of the others may name them either.</summary>
    public static async Task<IReadOnlyList<GroupMember>> NamedAsync(this CrmDbContext db, long appointmentId, CancellationToken cancel)
    {
        var left = await db.SessionNotes.AsNoTracking().Where(n => n.AppointmentId == appointmentId && n.IsGroup && n.DiscardedAt == null).Select(n => new
        {
            n.ClientId, n.LearnerId, First = n.Client!.FirstName, Last = n.Client.LastName, Learner = db.Learners.Where(l => l.Id == n.LearnerId).Select(l => new { l.FirstName, l.LastName }).FirstOrDefault(),
        }).ToListAsync(cancel);
        return [.. (await db.MembersAsync(appointmentId, cancel)).Concat(left.Select(m => new GroupMember(m.ClientId, m.LearnerId, null, m.Learner is { } l ? $"{l.FirstName} {l.LastName}" : $"{m.First} {m.Last}",
            m.Learner is { } child ? [child.FirstName, child.LastName, m.First, m.Last] : [m.First, m.Last]))).DistinctBy(m => (m.ClientId, m.LearnerId))];
    }

    /// <summary>Under whom it is booked first, then the participants as they joined.</summary>
    public static async Task<IReadOnlyList<GroupMember>> MembersAsync(this CrmDbContext db, long appointmentId, CancellationToken cancel)
    {
        var booked = await db.Appointments.AsNoTracking().Where(a => a.Id == appointmentId)
            .Select(a => new { a.ClientId, a.LearnerId, Participant = (long?)null, First = a.Client!.FirstName, Last = a.Client.LastName, Child = a.Learner!.FirstName, ChildLast = a.Learner.LastName }).ToListAsync(cancel);
        var joined = await db.AppointmentParticipants.AsNoTracking().Where(p => p.AppointmentId == appointmentId).OrderBy(p => p.Id)
            .Select(p => new { p.ClientId, p.LearnerId, Participant = (long?)p.Id, First = p.Client!.FirstName, Last = p.Client.LastName, Child = p.Learner!.FirstName, ChildLast = p.Learner.LastName }).ToListAsync(cancel);
        return [.. joined.Concat(booked).DistinctBy(m => (m.ClientId, m.LearnerId)).OrderBy(m => m.Participant ?? 0)
            .Select(m => new GroupMember(m.ClientId, m.LearnerId, m.Participant, m.LearnerId is null ? $"{m.First} {m.Last}" : $"{m.Child} {m.ChildLast}", m.LearnerId is null ? [m.First, m.Last] : [m.Child, m.ChildLast, m.First, m.Last]))];
    }
}
