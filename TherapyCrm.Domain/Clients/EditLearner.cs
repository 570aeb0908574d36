using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Clients;

/// <summary>Changes what the desk writes about a learner.</summary>
public sealed class EditLearner(CrmDbContext db, PracticeDay practiceDay, ProfileHistory history) : IOperation
{
    /// <summary>What the learner's data should be, and the version the editor had seen.</summary>
    public sealed record Request(long LearnerId, int? Version, LearnerDetails Details);

    /// <inheritdoc cref="AddLearner.RunAsync"/>
    public async Task<Outcome<Learner>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.EditClients);
        var learner = await db.Learners.Include(l => l.Client).GetAsync(db, actor, request.LearnerId, Permission.EditClients, cancel);
        if (learner.StaleSince(request.Version) is { } stale) return stale;
        if (learner.Client!.Status == ClientStatus.Archived) return EditClient.ArchivedProblem;
        Problem[] problems =
        [
            .. request.Details.Check(await practiceDay.OfAsync(actor.Now, cancel)),
            .. await db.CheckStaffAsync("instructorId", request.Details.InstructorId, learner.InstructorId, cancel),
        ];
        if (problems.Length > 0) return problems;
        request.Details.WriteTo(learner);
        await history.RecordAsync(actor, "learner.edited", learner, cancel: cancel);
        return await db.SaveEditAsync(actor, "learner.edited", learner, learner.ClientId, [], null, cancel);
    }
}
