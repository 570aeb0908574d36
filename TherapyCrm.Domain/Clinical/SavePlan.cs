using NodaTime;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>Begins a treatment plan, or changes what stands at its head; once approved, the old text is kept with the reason.</summary>
public sealed class SavePlan(CrmDbContext db, ClientKeys keys) : IOperation
{
    /// <summary>What it should say; without an id a new draft.</summary>
    public sealed record Request
    {
        public required long ClientId { get; init; }

        /// <summary>Whom a new plan is about; null for the client.</summary>
        public long? LearnerId { get; init; }
        public long? PlanId { get; init; }

        /// <summary>The version that the editor had read.</summary>
        public int? Version { get; init; }
        public required PlanText Text { get; init; }
        public required LocalDate? StartDate { get; init; }
        public required LocalDate? EndDate { get; init; }
        public required LocalDate? ReviewDate { get; init; }

        /// <summary>Why an approved plan is changed.</summary>
        public string? Reason { get; init; }
    }

    /// <returns>The plan; or what is wrong.</returns>
    /// <exception cref="NotFoundException">Client, learner or plan are out of the actor's sight.</exception>
    public async Task<Outcome<TreatmentPlan>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.WriteClinical);
        return request.PlanId is { } id ? await EditAsync(actor, id, request, cancel) : await AddAsync(actor, request, cancel);
    }

    private async Task<Outcome<TreatmentPlan>> AddAsync(Actor actor, Request request, CancellationToken cancel)
    {
        if (await db.DoneBeforeAsync(actor, nameof(TreatmentPlan), cancel) is { } done) return await db.TreatmentPlans.SingleAsync(p => p.Id == done, cancel);
        await MustWriteAboutAsync(actor, request, cancel);
        if (Problems(request) is { Length: > 0 } problems) return problems;
        var cipher = await keys.OfAsync(request.ClientId, cancel);
        var plan = new TreatmentPlan { ClientId = request.ClientId, LearnerId = request.LearnerId, AuthorId = actor.UserId!.Value, Content = [] };
        Write(plan, request, cipher);
        db.Add(plan);
        db.Audit(actor, "plan.added", plan);
        db.Answers(plan);
        return await db.SaveAsync(plan, cancel: cancel);
    }

    private async Task MustWriteAboutAsync(Actor actor, Request request, CancellationToken cancel)
    {
        if (request.LearnerId is not { } learnerId) await db.Clients.AsNoTracking().GetAsync(db, actor, request.ClientId, Permission.WriteClinical, cancel);
        else if ((await db.Learners.AsNoTracking().GetAsync(db, actor, learnerId, Permission.WriteClinical, cancel)).ClientId != request.ClientId) throw new NotFoundException();
    }

    private async Task<Outcome<TreatmentPlan>> EditAsync(Actor actor, long id, Request request, CancellationToken cancel)
    {
        var plan = await db.TreatmentPlans.GetAsync(db, actor, id, Permission.WriteClinical, cancel);
        if (plan.ClientId != request.ClientId) throw new NotFoundException();
        if (plan.StaleSince(request.Version) is { } stale) return stale;
        if ((Problem[])[.. Problems(request), .. plan.CheckChange(request.Reason)] is { Length: > 0 } problems) return problems;
        var cipher = await keys.OfAsync(plan.ClientId, cancel);
        var before = Fields(plan, cipher);
        Write(plan, request, cipher);
        var after = Fields(plan, cipher);
        if (before.SequenceEqual(after))
        {
            db.ChangeTracker.Clear();
            return plan;
        }
        db.Keep(actor, plan, PlanAct.Changed, new(request.Text.Kept().Title, before, after, request.Reason), cipher);
        db.Audit(actor, "plan.edited", plan);
        return await db.SaveAsync(plan, cancel: cancel);
    }

    private static Problem[] Problems(Request request) => [.. request.Text.Check(request.StartDate, request.EndDate, request.ReviewDate)];

    private static void Write(TreatmentPlan plan, Request request, ClientCipher cipher)
    {
        plan.Content = cipher.SealValue(request.Text.Kept(), plan.Place);
        (plan.StartDate, plan.EndDate, plan.ReviewDate) = (request.StartDate!.Value, request.EndDate!.Value, request.ReviewDate!.Value);
    }

    private static IReadOnlyList<PlanField> Fields(TreatmentPlan plan, ClientCipher cipher) =>
        cipher.OpenValue<PlanText>(plan.Content, plan.Place).Fields(plan.StartDate, plan.EndDate, plan.ReviewDate);
}
