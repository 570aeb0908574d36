using System.Globalization;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Clinical;

/// <summary>Makes an assessment part of the record and locks it; a later correction becomes the next version and says why.</summary>
public sealed class FinishAssessment(CrmDbContext db, ClientKeys keys, PracticeDay practiceDay) : IOperation
{
    /// <summary>What stands in the window.</summary>
    public sealed record Request
    {
        public required long AssessmentId { get; init; }

        /// <summary>Version that this window had read or saved last.</summary>
        public required int? Seen { get; init; }

        /// <summary>Of the window itself: its own drafts do not make it stale.</summary>
        public required Guid? Window { get; init; }
        public required AssessmentBody Body { get; init; }

        /// <summary>Items without an answer stay without one.</summary>
        public bool MayLackItems { get; init; }
    }

    /// <returns>The finished assessment; or what is wrong.</returns>
    public async Task<Outcome<Assessment>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        var outcome = await OnceAsync(actor, request, cancel);
        // A save of the same window may have been on its way; anybody else's is found again.
        return outcome.Problems is [{ Kind: ProblemKind.Stale }] ? await OnceAsync(actor, request, cancel) : outcome;
    }

    private async Task<Outcome<Assessment>> OnceAsync(Actor actor, Request request, CancellationToken cancel)
    {
        actor.MustHave(Permission.WriteClinical);
        var assessment = await db.Assessments.GetAsync(db, actor, request.AssessmentId, Permission.WriteClinical, cancel);
        var isFirst = assessment.Status == AssessmentStatus.Draft;
        if (KeepAssessment.StaleSince(assessment, request.Seen, isFirst ? request.Window : null) is { } stale) return stale;
        var cipher = await keys.OfAsync(assessment.ClientId, cancel);
        var before = await db.BodyAsync(assessment, cipher, cancel);
        var instrument = await db.InstrumentAsync(before, cancel);
        var planned = await db.WithPlanAsync(assessment, cipher, KeepAssessment.Of(before, request.Body), cancel);
        if (!planned.Succeeded) return Outcome<Assessment>.Failed(planned.Problems);
        var typed = planned.Value;
        if (await ProblemsAsync(actor, request, typed, instrument, isFirst, cancel) is { Length: > 0 } problems) return problems;
        var body = typed.Kept(instrument);
        if (isFirst) body = body with { Reason = null };
        else if (body.SaysTheSameAs(before)) return Problem.Invalid("", "Nothing was changed.");
        db.AddVersion(assessment, cipher, actor, body);
        (assessment.Status, assessment.Draft, assessment.DraftWindow) = (AssessmentStatus.Finished, null, null);
        db.Audit(actor, isFirst ? "assessment.finished" : "assessment.corrected", assessment, details: string.Create(CultureInfo.InvariantCulture, $"version {assessment.CurrentNumber}"));
        return await db.SaveAsync(assessment, cancel: cancel);
    }

    private async Task<Problem[]> ProblemsAsync(Actor actor, Request request, AssessmentBody typed, Instrument? instrument, bool isFirst, CancellationToken cancel) =>
    [
        .. typed.CheckFinishing(instrument, (await practiceDay.OfAsync(actor.Now, cancel)).ToDateOnly(), request.MayLackItems),
        .. isFirst || TypedText.Kept(typed.Reason) is not null ? Array.Empty<Problem>() : [Problem.Invalid("Reason", "Please fill this in.")],
    ];
}
