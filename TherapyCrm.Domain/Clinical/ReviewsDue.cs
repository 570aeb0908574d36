using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Clinical;

/// <summary>A plan that is to be looked at again.</summary>
/// <param name="IsOverdue">True when its day is past.</param>
public sealed record ReviewDue(long PlanId, long ClientId, string Client, string? Learner, LocalDate ReviewDate, bool IsOverdue);

/// <summary>The reviews of plans in use that are due within two weeks, of the actor's own clients, learners and plans; at most 200.</summary>
public sealed class ReviewsDue(CrmDbContext db, ReadLog reads, PracticeDay practiceDay)
{
    private const int DaysAhead = 14;

    /// <summary>The list; that it was looked at is on file.</summary>
    public async Task<IReadOnlyList<ReviewDue>> RunAsync(Actor actor, CancellationToken cancel = default)
    {
        if (!actor.May(Permission.WriteClinical)) return [];
        var today = await practiceDay.OfAsync(actor.Now, cancel);
        var until = today.PlusDays(DaysAhead);
        var rows = await db.TreatmentPlans.AsNoTracking().VisibleTo(db, actor, Permission.WriteClinical)
            .Where(p => (p.Status == PlanStatus.Active || p.Status == PlanStatus.Review) && p.ReviewDate <= until)
            .Where(p => p.AuthorId == actor.UserId || p.Client!.TherapistId == actor.UserId || db.Learners.Any(l => l.Id == p.LearnerId && l.InstructorId == actor.UserId))
            .OrderBy(p => p.ReviewDate).ThenBy(p => p.Id).Take(200)
            .Select(p => new { p.Id, p.ClientId, Client = p.Client!.FirstName + " " + p.Client.LastName, Learner = db.Learners.Where(l => l.Id == p.LearnerId).Select(l => l.FirstName + " " + l.LastName).FirstOrDefault(), p.ReviewDate })
            .ToListAsync(cancel);
        await reads.ListAsync(actor, "plan.reviews_listed", "own", rows.Count, cancel);
        return rows.ConvertAll(r => new ReviewDue(r.Id, r.ClientId, r.Client, r.Learner, r.ReviewDate, r.ReviewDate < today));
    }
}
