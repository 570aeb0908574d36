using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>Keeps a draft as far as it is filled in, or throws it away.</summary>
public sealed class KeepAssessment(CrmDbContext db, ClientKeys keys) : IOperation
{
    /// <param name="Seen">Version of the assessment that this window had read or saved last.</param>
    /// <param name="Window">Of the window itself: its own saves do not make it stale.</param>
    public sealed record Request(long AssessmentId, int? Seen, Guid? Window, AssessmentBody Body);

    /// <summary>A draft as it is kept by now.</summary>
    public sealed record Kept(Assessment Assessment, Instrument? Instrument, AssessmentBody Body);

    /// <returns>The draft; or what cannot be kept. Nothing goes into the log: a draft is no part of the record, and its author alone reads it.</returns>
    public async Task<Outcome<Kept>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.WriteClinical);
        var assessment = await db.Assessments.GetAsync(db, actor, request.AssessmentId, Permission.WriteClinical, cancel);
        if (assessment.Status != AssessmentStatus.Draft) return Problem.Conflict("", "This assessment is finished.");
        if (StaleSince(assessment, request.Seen, request.Window) is { } stale) return stale;
        var cipher = await keys.OfAsync(assessment.ClientId, cancel);
        var before = cipher.OpenValue<AssessmentBody>(assessment.Draft!, assessment.DraftPlace);
        var instrument = await db.InstrumentAsync(before, cancel);
        if (request.Body.CheckDraft(instrument).ToArray() is { Length: > 0 } problems) return problems;
        var typed = await db.WithPlanAsync(assessment, cipher, Of(before, request.Body), cancel);
        if (!typed.Succeeded) return Outcome<Kept>.Failed(typed.Problems);
        var body = typed.Value.Kept(instrument) with { Reason = null };
        if (body.SaysTheSameAs(before) && assessment.DraftWindow == request.Window) return new Kept(assessment, instrument, body);
        (assessment.Draft, assessment.DraftWindow, assessment.PlanId) = (cipher.SealValue(body, assessment.DraftPlace), request.Window, body.PlanId);
        if (body.Date is { } date) assessment.AssessedOn = NodaTime.LocalDate.FromDateOnly(date);
        db.ActFor(actor);
        return await db.SaveAsync(new Kept(assessment, instrument, body), cancel: cancel);
    }

    /// <summary>Counts what stands in a window without keeping it.</summary>
    public async Task<Outcome<Kept>> CountAsync(Actor actor, long assessmentId, AssessmentBody typed, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.WriteClinical);
        var assessment = await db.Assessments.AsNoTracking().GetAsync(db, actor, assessmentId, Permission.WriteClinical, cancel);
        var before = await db.BodyAsync(assessment, await keys.OfAsync(assessment.ClientId, cancel), cancel);
        var instrument = await db.InstrumentAsync(before, cancel);
        return typed.CheckDraft(instrument).ToArray() is { Length: > 0 } problems ? problems : new Kept(assessment, instrument, Of(before, typed).Kept(instrument));
    }

    /// <summary>Throws a draft away; it stays sealed on file, hidden.</summary>
    public async Task<Outcome<Assessment>> DiscardAsync(Actor actor, long assessmentId, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.WriteClinical);
        var assessment = await db.Assessments.GetAsync(db, actor, assessmentId, Permission.WriteClinical, cancel);
        if (assessment.Status != AssessmentStatus.Draft) return Problem.Conflict("", "This assessment is finished.");
        assessment.DiscardedAt = actor.Now;
        db.Audit(actor, "assessment.draft_discarded", assessment);
        return await db.SaveAsync(assessment, cancel: cancel);
    }

    /// <summary>The problem of a window that has not seen what another one saved.</summary>
    internal static Problem? StaleSince(Assessment assessment, int? seen, Guid? window) => window is not null && assessment.DraftWindow == window ? null : assessment.StaleSince(seen ?? 0);

    /// <summary>What was typed, about the instrument that was begun.</summary>
    internal static AssessmentBody Of(AssessmentBody before, AssessmentBody typed) =>
        typed with { DefinitionId = before.DefinitionId, DefinitionNumber = before.DefinitionNumber, Name = before.DefinitionId is null ? typed.Name : before.Name };
}
