using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Says what a booking would run into, without booking anything.</summary>
public sealed class CheckConflicts(CrmDbContext db, BookingDraft draft, PlaceAppointment place) : IOperation
{
    /// <summary>What is wanted; with an appointment, as its change.</summary>
    public sealed record Request(BookingRequest Booking, long? AppointmentId = null);

    /// <summary>What is in the way, what would have to be confirmed, and the ways out; all empty when it fits.</summary>
    public sealed record Answer(IReadOnlyList<Problem> Conflicts, IReadOnlyList<Problem> Warnings, IReadOnlyList<Alternative> Alternatives)
    {
        /// <summary>True when nothing is in the way.</summary>
        public bool IsFree => Conflicts.Count == 0;

        /// <summary>What is in the way as facts; null when nothing is.</summary>
        public ConflictDetail? Detail => Conflicts.Select(c => c.Detail).OfType<ConflictDetail>().FirstOrDefault();
    }

    /// <summary>The answer; or what is wrong with the request itself.</summary>
    public async Task<Outcome<Answer>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.BookAppointments);
        var current = request.AppointmentId is not { } id ? null
            : await db.Appointments.WithParts().GetAsync(db, actor, id, Permission.BookAppointments, cancel);
        var facts = await draft.LookUpAsync(actor, request.Booking, cancel, current);
        if (!facts.Succeeded) return Outcome<Answer>.Failed(facts.Problems);
        var wanted = BookAppointment.Make(facts.Value);
        wanted.Id = current?.Id ?? 0;
        var problems = await place.CheckAsync(actor, facts.Value, wanted, cancel);
        db.ChangeTracker.Clear();
        var conflicts = problems.Where(p => p.Kind == ProblemKind.Conflict).ToList();
        var ways = conflicts.Select(c => c.Detail).OfType<ConflictDetail>().FirstOrDefault()?.Alternatives ?? [];
        return new Answer(conflicts, [.. problems.Where(p => p.Kind == ProblemKind.Warning)], ways);
    }
}
