using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Clients;

/// <summary>Adds a dependent in care under a client.</summary>
public sealed class AddLearner(CrmDbContext db, PracticeDay practiceDay) : IOperation
{
    /// <summary>Under whom, and who it is.</summary>
    public sealed record Request(long ClientId, LearnerDetails Details);

    /// <summary>Adds the learner; a second press of the same button answers with the first one's learner.</summary>
    public async Task<Outcome<Learner>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.EditClients);
        if (await db.DoneBeforeAsync(actor, nameof(Learner), cancel) is { } done) return await db.Learners.SingleAsync(l => l.Id == done, cancel);
        var client = await db.Clients.GetAsync(db, actor, request.ClientId, Permission.EditClients, cancel);
        if (client.Status == ClientStatus.Archived) return EditClient.ArchivedProblem;
        Problem[] problems =
        [
            .. request.Details.Check(await practiceDay.OfAsync(actor.Now, cancel)),
            .. await db.CheckStaffAsync("instructorId", request.Details.InstructorId, null, cancel),
        ];
        if (problems.Length > 0) return problems;
        var learner = new Learner { ClientId = client.Id, FirstName = "", LastName = "" };
        request.Details.WriteTo(learner);
        db.Add(learner);
        db.Audit(actor, "learner.added", learner, client.Id);
        db.Answers(learner);
        return await db.SaveAsync(learner, cancel: cancel);
    }
}
