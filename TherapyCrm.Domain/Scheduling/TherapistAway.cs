using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>What is to become of one booking of a person who is away.</summary>
/// <param name="AppointmentId">The booking.</param>
/// <param name="Version">The version seen.</param>
public sealed record AwayAction(long AppointmentId, int? Version = null)
{
    /// <summary>Cancels it, for this reason; otherwise it moves.</summary>
    public bool Cancels { get; init; }
    public long? ReasonId { get; init; }
    public string? Reason { get; init; }

    /// <summary>Who takes it.</summary>
    public long? TherapistId { get; init; }
    public LocalDateTime? Start { get; init; }
    public long? RoomId { get; init; }
    public bool AllowOutsideHours { get; init; }
}

/// <summary>What became of one booking.</summary>
public sealed record AwayOutcome(long AppointmentId, bool IsDone, IReadOnlyList<Problem> Problems);

/// <summary>Notes that a person is away, and moves or cancels their bookings one by one; what cannot be done says why and stays.</summary>
public sealed class TherapistAway(CrmDbContext db, MoveAppointment moveAppointment, CancelAppointment cancelAppointment) : IOperation
{
    /// <summary>Who, from when to when, and what becomes of the bookings; those not named stay.</summary>
    public sealed record Request
    {
        public required long StaffId { get; init; }
        public required Instant From { get; init; }
        public required Instant To { get; init; }

        /// <summary>Such as illness; no medical detail.</summary>
        public string? Reason { get; init; }
        public IReadOnlyList<AwayAction> Actions { get; init; } = [];
    }

    /// <summary>The outcome of each booking named, in order.</summary>
    public async Task<Outcome<IReadOnlyList<AwayOutcome>>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.BookAppointments);
        await MustReachAsync(db, actor, request.StaffId, cancel);
        Problem[] wrong = [.. TypedText.Check("reason", request.Reason, 200), .. request.To <= request.From ? [Problem.Invalid("to", "The end must come after the start.")] : Array.Empty<Problem>()];
        if (wrong.Length > 0) return wrong;
        await AddTimeOffAsync(actor, request, cancel);
        // Each booking is a piece of work of its own; one command cannot answer for several.
        var single = actor with { CommandId = null };
        var outcomes = new List<AwayOutcome>();
        foreach (var action in request.Actions) outcomes.Add(await DoAsync(single, action, cancel));
        return Outcome<IReadOnlyList<AwayOutcome>>.Of(outcomes);
    }

    /// <summary>Refuses who may not answer for this person: oneself, the people of one's locations, or everybody.</summary>
    internal static async Task MustReachAsync(CrmDbContext db, Actor actor, long staffId, CancellationToken cancel)
    {
        if (!await db.Users.AnyAsync(u => u.Id == staffId, cancel)) throw new NotFoundException();
        var mine = actor.Locations;
        var may = staffId == actor.UserId || actor.ReachOf(Permission.BookAppointments) switch
        {
            Reach.Any => true,
            Reach.Location => await db.StaffLocations.AnyAsync(l => l.UserId == staffId && mine.Contains(l.LocationId), cancel),
            _ => false,
        };
        if (!may) throw new ForbiddenException();
    }

    private async Task AddTimeOffAsync(Actor actor, Request request, CancellationToken cancel)
    {
        var (id, from, to) = (request.StaffId, request.From, request.To);
        if (await db.TimeOff.AnyAsync(t => t.UserId == id && t.StartsAt <= from && t.EndsAt >= to, cancel)) return;
        var away = new TimeOff { UserId = id, StartsAt = from, EndsAt = to, Reason = TypedText.Kept(request.Reason) };
        db.Add(away);
        db.Audit(actor, "time_off.added", away);
        await db.SaveAsync(away, null, cancel);
    }

    private async Task<AwayOutcome> DoAsync(Actor actor, AwayAction action, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        if (action.Cancels)
        {
            var cancelled = await cancelAppointment.RunAsync(actor, new()
            {
                AppointmentId = action.AppointmentId,
                Version = action.Version,
                CancelledBy = CancelledBy.Practice,
                ReasonId = action.ReasonId,
                Reason = action.Reason,
            }, cancel);
            return new(action.AppointmentId, cancelled.Succeeded, cancelled.Problems);
        }
        var moved = await moveAppointment.RunAsync(actor, new()
        {
            AppointmentId = action.AppointmentId,
            Version = action.Version,
            TherapistId = action.TherapistId,
            Start = action.Start,
            RoomId = action.RoomId,
            AllowOutsideHours = action.AllowOutsideHours,
        }, cancel);
        return new(action.AppointmentId, moved.Succeeded, moved.Problems);
    }
}
