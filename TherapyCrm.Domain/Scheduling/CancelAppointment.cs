using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>What a cancellation came to: the notice given and whether a charge may be offered.</summary>
/// <param name="IsLate">Inside the practice's notice window.</param>
/// <param name="MayBeCharged">Late, by the client, and for a reason the practice charges.</param>
public sealed record Cancellation(Appointment Appointment, decimal NoticeHours, int WindowHours, bool IsLate, bool MayBeCharged);

/// <summary>Cancels an appointment with its reason and frees what it held at once.</summary>
public sealed class CancelAppointment(CrmDbContext db, AppointmentChange change, Settings settings) : IOperation
{
    /// <summary>Why, and whose wish it was; a reason from the list or in words is needed.</summary>
    public sealed record Request
    {
        public required long AppointmentId { get; init; }
        public int? Version { get; init; }
        public long? ReasonId { get; init; }
        public string? Reason { get; init; }
        public required CancelledBy CancelledBy { get; init; }
        public string? Notes { get; init; }
    }

    /// <summary>Cancels it; pressed again, the first answer stands.</summary>
    public async Task<Outcome<Cancellation>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.BookAppointments);
        var reason = await ReasonAsync(db, request.ReasonId, request.Reason, request.Notes, cancel);
        if (!reason.Succeeded) return Outcome<Cancellation>.Failed(reason.Problems);
        var outcome = await change.RunAsync(actor, new(request.AppointmentId, request.Version), ScheduleAction.Cancelled,
            a => Apply(actor, a, reason.Value, request.CancelledBy), cancel, reason.Value.Text);
        if (!outcome.Succeeded) return Outcome<Cancellation>.Failed(outcome.Problems);
        var (notice, window) = (outcome.Value.NoticeHours ?? 0, await settings.GetAsync(Setting.NoticeWindowHours, cancel));
        var mayCharge = notice < window && request.CancelledBy == CancelledBy.Client && reason.Value.MayBeCharged;
        return new Cancellation(outcome.Value, notice, window, notice < window, mayCharge);
    }

    /// <summary>A reason as it is kept.</summary>
    internal sealed record Why(long? Id, string Text, bool MayBeCharged, string? Notes);

    /// <summary>Looks a reason up, or says what is missing.</summary>
    internal static async Task<Outcome<Why>> ReasonAsync(CrmDbContext db, long? id, string? words, string? notes, CancellationToken cancel)
    {
        Problem[] wrong = [.. TypedText.Check("reason", words, 500), .. TypedText.Check("notes", notes, 2000)];
        if (wrong.Length > 0) return wrong;
        var listed = id is null ? null : await db.CancellationReasons.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, cancel);
        if (id is not null && listed is not { IsActive: true }) return Problem.Invalid("reasonId", "Please choose a reason.");
        if ((TypedText.Kept(words) ?? listed?.Name) is not { } text) return Problem.Invalid("reasonId", "Please choose a reason.");
        return new Why(listed?.Id, text, listed?.MayBeCharged ?? true, TypedText.Kept(notes));
    }

    /// <summary>Puts the cancellation on the appointment, or says why not.</summary>
    internal static Problem? Apply(Actor actor, Appointment a, Why why, CancelledBy by)
    {
        if (a.Status == AppointmentStatus.Cancelled) return Problem.Invalid("", "This appointment is cancelled already.");
        if (a.Status == AppointmentStatus.Completed) return Problem.Invalid("", "This appointment is completed.");
        a.Status = AppointmentStatus.Cancelled;
        (a.CancelledAt, a.CancelledBy, a.NoticeHours) = (actor.Now, by, CancellationTerms.HoursOf(a.StartTime - actor.Now));
        (a.CancellationReasonId, a.CancellationReason, a.CancellationNotes) = (why.Id, why.Text, why.Notes);
        return null;
    }
}
