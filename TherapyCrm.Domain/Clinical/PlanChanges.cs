using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>What all who change a plan share: when it may be changed, and that the old text is kept (domain.md §4).</summary>
internal static class PlanChanges
{
    /// <summary>Why the plan cannot be changed now, or not without a reason.</summary>
    public static IEnumerable<Problem> CheckChange(this TreatmentPlan plan, string? reason) => plan.Status == PlanStatus.Archived
        ? [Problem.Conflict("", "This plan is archived. Take it up again before you change it.")]
        : TypedText.Check("Reason", reason, 1000, required: plan.IsLocked);

    /// <summary>Keeps the change of an approved plan; a draft is edited freely and keeps none.</summary>
    public static void Keep(this CrmDbContext db, Actor actor, TreatmentPlan plan, PlanAct act, PlanChange change, ClientCipher cipher, PlanPart? part = null, long? noteId = null)
    {
        if (!plan.IsLocked) return;
        var row = new PlanRevision
        {
            Plan = plan, ClientId = plan.ClientId, LearnerId = plan.LearnerId, Goal = part as PlanGoal, Intervention = part as PlanIntervention, NoteId = noteId, Act = act, ChangedAt = actor.Now,
            ChangedBy = actor.UserId!.Value, Content = [],
        };
        row.Content = cipher.SealValue(change with { Reason = TypedText.Kept(change.Reason) }, row.Place);
        db.Add(row);
    }

    /// <summary>The words of a goal in a list: its first line, shortened.</summary>
    public static string Short(string text)
    {
        var line = text.Split('\n', 2)[0];
        return line.Length <= 120 ? line : string.Concat(line.AsSpan(0, char.IsHighSurrogate(line[118]) ? 118 : 119), "…");
    }
}
