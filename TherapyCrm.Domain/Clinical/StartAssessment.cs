using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Clinical;

/// <summary>Opens the draft of an assessment: an instrument of the practice to be answered, or one recorded by hand.</summary>
public sealed class StartAssessment(CrmDbContext db, ClientKeys keys, PracticeDay practiceDay) : IOperation
{
    /// <param name="DefinitionId">Null records one by hand.</param>
    public sealed record Request(long ClientId, long? LearnerId, long? DefinitionId);

    /// <returns>The draft; or what is wrong.</returns>
    /// <exception cref="NotFoundException">The client or learner is out of the actor's sight.</exception>
    public async Task<Outcome<Assessment>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.WriteClinical);
        await MustMayAsync(actor, request, cancel);
        if (await db.DoneBeforeAsync(actor, nameof(Assessment), cancel) is { } done) return await db.Assessments.AsNoTracking().FirstAsync(a => a.Id == done, cancel);
        var definition = await db.AssessmentDefinitions.AsNoTracking().FirstOrDefaultAsync(d => d.Id == request.DefinitionId && d.IsActive, cancel);
        if (request.DefinitionId is not null && definition is null) return Problem.Invalid("DefinitionId", "There is no such instrument.");
        var cipher = await keys.OfAsync(request.ClientId, cancel);
        var today = await practiceDay.OfAsync(actor.Now, cancel);
        var assessment = new Assessment { ClientId = request.ClientId, LearnerId = request.LearnerId, AuthorId = actor.UserId!.Value, AssessedOn = today };
        var body = new AssessmentBody
        {
            DefinitionId = definition?.Id, DefinitionNumber = definition?.Number, Name = definition?.Name, Date = today.ToDateOnly(),
            Evaluator = await db.Users.Where(u => u.Id == actor.UserId).Select(u => u.FirstName + " " + u.LastName).FirstOrDefaultAsync(cancel),
        };
        assessment.Draft = cipher.SealValue(body.Kept(await db.InstrumentAsync(body, cancel)), assessment.DraftPlace);
        db.Add(assessment);
        db.Audit(actor, "assessment.started", assessment);
        db.Answers(assessment);
        return await db.SaveAsync(assessment, cancel: cancel);
    }

    private async Task MustMayAsync(Actor actor, Request request, CancellationToken cancel)
    {
        if (request.LearnerId is not { } learnerId) await db.Clients.AsNoTracking().GetAsync(db, actor, request.ClientId, Permission.WriteClinical, cancel);
        else if ((await db.Learners.AsNoTracking().GetAsync(db, actor, learnerId, Permission.WriteClinical, cancel)).ClientId != request.ClientId) throw new NotFoundException();
    }
}
