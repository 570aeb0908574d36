using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>Who sees an assessment: who may with its client or learner; a draft is its author's alone.</summary>
internal static class AssessmentReading
{
    /// <summary>The assessments the actor may do this with.</summary>
    public static IQueryable<Assessment> VisibleTo(this IQueryable<Assessment> assessments, CrmDbContext db, Actor actor, Permission permission) =>
        assessments.Where(Rule(db, actor, permission)).Where(Known(actor));

    /// <summary>The assessment, for doing this with it.</summary>
    /// <exception cref="NotFoundException">It does not exist, or is out of the actor's sight.</exception>
    /// <exception cref="ForbiddenException">It is in sight, but this may not be done with it.</exception>
    public static Task<Assessment> GetAsync(this IQueryable<Assessment> assessments, CrmDbContext db, Actor actor, long id, Permission permission, CancellationToken cancel) =>
        Reading.OneAsync(assessments.Where(a => a.Id == id).Where(Known(actor)), p => Rule(db, actor, p), permission, cancel);

    /// <summary>The instrument it is answered with; null when it is recorded by hand.</summary>
    public static async Task<Instrument?> InstrumentAsync(this CrmDbContext db, AssessmentBody body, CancellationToken cancel) => body.DefinitionId is not { } id ? null
        : Instrument.Of(await db.AssessmentDefinitionVersions.Where(v => v.DefinitionId == id && v.Number == body.DefinitionNumber).Select(v => v.Content).FirstAsync(cancel));

    /// <summary>What it says now, a draft's too.</summary>
    public static async Task<AssessmentBody> BodyAsync(this CrmDbContext db, Assessment assessment, ClientCipher cipher, CancellationToken cancel)
    {
        if (assessment.Draft is { } draft) return cipher.OpenValue<AssessmentBody>(draft, assessment.DraftPlace);
        var current = await db.AssessmentVersions.AsNoTracking().FirstAsync(v => v.AssessmentId == assessment.Id && v.Number == assessment.CurrentNumber, cancel);
        return cipher.OpenValue<AssessmentBody>(current.Body, current.Place);
    }

    /// <summary>The titles of the plans it may belong to: those of the same client and learner.</summary>
    /// <param name="only">Just this one.</param>
    public static async Task<IReadOnlyList<Choice>> PlansAsync(this CrmDbContext db, Assessment assessment, ClientCipher cipher, long? only, CancellationToken cancel)
    {
        var plans = await db.TreatmentPlans.AsNoTracking().Where(p => p.ClientId == assessment.ClientId && p.LearnerId == assessment.LearnerId && (only == null ? p.Status != PlanStatus.Archived || p.Id == assessment.PlanId : p.Id == only))
            .OrderByDescending(p => p.StartDate).ThenByDescending(p => p.Id).Take(50).ToListAsync(cancel);
        return plans.ConvertAll(p => new Choice(p.Id, cipher.OpenValue<PlanText>(p.Content, p.Place).Title));
    }

    /// <summary>What was typed with its plan by title; or that there is none such.</summary>
    public static async Task<Outcome<AssessmentBody>> WithPlanAsync(this CrmDbContext db, Assessment assessment, ClientCipher cipher, AssessmentBody typed, CancellationToken cancel)
    {
        if (typed.PlanId is null) return typed with { PlanTitle = null };
        return await db.PlansAsync(assessment, cipher, typed.PlanId, cancel) is [var plan] ? typed with { PlanTitle = plan.Name } : Problem.Invalid("PlanId", "There is no such plan.");
    }

    /// <summary>Adds the next version of what it says.</summary>
    public static void AddVersion(this CrmDbContext db, Assessment assessment, ClientCipher cipher, Actor actor, AssessmentBody body)
    {
        assessment.CurrentNumber++;
        (assessment.AssessedOn, assessment.PlanId) = (NodaTime.LocalDate.FromDateOnly(body.Date!.Value), body.PlanId);
        var version = new AssessmentVersion
        {
            Assessment = assessment, ClientId = assessment.ClientId, LearnerId = assessment.LearnerId, Number = assessment.CurrentNumber, SavedBy = actor.UserId!.Value, SavedAt = actor.Now, Body = [],
        };
        version.Body = cipher.SealValue(body, version.Place);
        db.Add(version);
    }

    private static Expression<Func<Assessment, bool>> Rule(CrmDbContext db, Actor actor, Permission permission) =>
        Visibility.Of<Assessment>(db, actor, permission, a => a.Client!, a => a.LearnerId);

    private static Expression<Func<Assessment, bool>> Known(Actor actor) =>
        a => a.DiscardedAt == null && (a.Status != AssessmentStatus.Draft || a.AuthorId == actor.UserId);
}
