using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Domain.Data;

/// <summary>
/// The one rule of who sees and does what, as a query both databases translate (access.md §1): lists filter by it, a single read is it plus an id,
/// and counts, lookups, reports and exports start from it.
/// </summary>
public static class Visibility
{
    /// <summary>How far on either side of now an appointment makes its client mine.</summary>
    public static readonly Duration AssignedWindow = Duration.FromDays(90);

    /// <summary>The clients the actor may do this with, view included.</summary>
    public static IQueryable<Client> VisibleTo(this IQueryable<Client> clients, CrmDbContext db, Actor actor, Permission permission) =>
        clients.Where(OfClient(db, actor, permission));

    /// <summary>The learners the actor may do this with, view included.</summary>
    public static IQueryable<Learner> VisibleTo(this IQueryable<Learner> learners, CrmDbContext db, Actor actor, Permission permission) =>
        learners.Where(OfLearner(db, actor, permission));

    /// <summary>The appointments the actor may do this with: through their client, their learner, or any participant.</summary>
    public static IQueryable<Appointment> VisibleTo(this IQueryable<Appointment> appointments, CrmDbContext db, Actor actor, Permission permission) =>
        appointments.Where(OfAppointment(db, actor, permission));

    /// <summary>The participants the actor may do this with; the others appear as "participant".</summary>
    public static IQueryable<AppointmentParticipant> VisibleTo(
        this IQueryable<AppointmentParticipant> participants, CrmDbContext db, Actor actor, Permission permission) =>
        participants.Where(OfParticipant(db, actor, permission));

    /// <summary>The rule for one appointment, for use inside a projection.</summary>
    public static Expression<Func<Appointment, bool>> OfAppointment(CrmDbContext db, Actor actor, Permission permission)
    {
        var own = Of<Appointment>(db, actor, permission, a => a.Client!, a => a.LearnerId);
        if (own.Body is ConstantExpression) return own;
        var participant = OfParticipant(db, actor, permission);
        Expression<Func<Appointment, bool>> any = a => a.Participants.AsQueryable().Any(participant);
        return own.Or(any);
    }

    /// <summary>The rule for one participant, for use inside a projection.</summary>
    public static Expression<Func<AppointmentParticipant, bool>> OfParticipant(CrmDbContext db, Actor actor, Permission permission) =>
        Of<AppointmentParticipant>(db, actor, permission, p => p.Client!, p => p.LearnerId);

    /// <summary>The rule for one client, for use inside a projection.</summary>
    public static Expression<Func<Client, bool>> OfClient(CrmDbContext db, Actor actor, Permission permission) =>
        Of<Client>(db, actor, permission, c => c, c => null);

    /// <summary>The rule for one learner, for use inside a projection.</summary>
    public static Expression<Func<Learner, bool>> OfLearner(CrmDbContext db, Actor actor, Permission permission) =>
        Of<Learner>(db, actor, permission, l => l.Client!, l => l.Id);

    /// <summary>The rule for a row that hangs on a client and perhaps a learner.</summary>
    public static Expression<Func<T, bool>> Of<T>(
        CrmDbContext db, Actor actor, Permission permission, Expression<Func<T, Client>> client, Expression<Func<T, long?>> learner)
    {
        var rule = Rule(db, actor, permission);
        if (permission.Needs() is { } view) rule = rule.And(Rule(db, actor, view));
        return rule.On(client, learner);
    }

    /// <summary>True when the rules of both are the same for this actor, whatever the record, so that one answer serves for both.</summary>
    internal static bool DecidesAlike(Actor actor, Permission one, Permission other) => one == other || new[] { one, other, one.Needs() ?? one, other.Needs() ?? other }.All(p =>
        IsPlain(actor, p) && actor.ReachOf(p) == actor.ReachOf(one) && actor.AlsoAssigned.Contains(p) == actor.AlsoAssigned.Contains(one)
        && (!actor.BreaksGlass || p.IsView() == one.IsView()));

    // Nothing on single records.
    private static bool IsPlain(Actor actor, Permission permission) =>
        actor.May(permission) && !actor.GrantedOnRecords.Contains(permission) && !actor.DeniedOnRecords.Contains(permission);

    private static Expression<Func<Client, long?, bool>> Rule(CrmDbContext db, Actor actor, Permission permission)
    {
        if (!actor.May(permission)) return (_, _) => false;
        var allowed = Inherited(db, actor, permission);
        if (actor.BreaksGlass && permission.IsView()) allowed = allowed.Or(BrokenGlass(db, actor));
        if (actor.DeniedOnRecords.Contains(permission)) allowed = allowed.And(RecordDeny(db, actor, permission).Not());
        return allowed;
    }

    /// <summary>What reach and record grants allow (rows 8 to 12).</summary>
    internal static Expression<Func<Client, long?, bool>> Inherited(CrmDbContext db, Actor actor, Permission permission)
    {
        var (me, now) = (actor.UserId, actor.Now);
        var allowed = actor.ReachOf(permission) switch
        {
            Reach.Any => (_, _) => true,
            Reach.Location when actor.AlsoAssigned.Contains(permission) => AtMyLocations(db, actor.Locations).Or(AssignedTo(db, me, now)),
            Reach.Location => AtMyLocations(db, actor.Locations),
            Reach.Assigned => AssignedTo(db, me, now),
            _ => (Expression<Func<Client, long?, bool>>)((_, _) => false),
        };
        return actor.GrantedOnRecords.Contains(permission) ? allowed.Or(Row(db, me, now, permission, granted: true)) : allowed;
    }

    /// <summary>A live deny on the record (row 3).</summary>
    internal static Expression<Func<Client, long?, bool>> RecordDeny(CrmDbContext db, Actor actor, Permission permission) =>
        Row(db, actor.UserId, actor.Now, permission, granted: false);

    /// <summary>A live emergency view of the client (row 6).</summary>
    internal static Expression<Func<Client, long?, bool>> BrokenGlass(CrmDbContext db, Actor actor)
    {
        var (me, now) = (actor.UserId, actor.Now);
        return (c, _) => db.BreakGlassAccesses.Any(b => b.ClientId == c.Id && b.UserId == me && b.EndedAt == null && b.ExpiresAt > now);
    }

    private static Expression<Func<Client, long?, bool>> Row(CrmDbContext db, long? me, Instant now, Permission permission, bool granted) =>
        (c, learner) => db.RecordPermissions.Any(r => r.ClientId == c.Id && r.UserId == me && r.PermissionId == permission && r.Granted == granted
            && (r.ExpiresAt == null || r.ExpiresAt > now) && (r.LearnerId == null || r.LearnerId == learner));

    private static Expression<Func<Client, long?, bool>> AtMyLocations(CrmDbContext db, IReadOnlyList<long> mine) =>
        (c, _) => db.Appointments.Any(a => a.ClientId == c.Id && a.Status != AppointmentStatus.Cancelled && mine.Contains(a.LocationId))
            || db.AppointmentParticipants.Any(p => p.ClientId == c.Id && p.Appointment!.Status != AppointmentStatus.Cancelled && p.Appointment.DeletedAt == null && mine.Contains(p.Appointment.LocationId))
            || (!db.Appointments.Any(a => a.ClientId == c.Id && a.Status != AppointmentStatus.Cancelled)
                && !db.AppointmentParticipants.Any(p => p.ClientId == c.Id && p.Appointment!.Status != AppointmentStatus.Cancelled && p.Appointment.DeletedAt == null));

    private static Expression<Func<Client, long?, bool>> AssignedTo(CrmDbContext db, long? me, Instant now)
    {
        var (from, to) = (now - AssignedWindow, now + AssignedWindow);
        return (c, learner) => c.TherapistId == me
            || (c.TherapistId == null && c.CreatedBy == me)
            || db.Learners.Any(l => l.ClientId == c.Id && l.InstructorId == me && (learner == null || l.Id == learner))
            || db.Appointments.Any(a => a.ClientId == c.Id && a.Status != AppointmentStatus.Cancelled && a.StartTime >= from && a.StartTime <= to
                && (a.TherapistId == me || a.Staff.Any(s => s.UserId == me)))
            || db.AppointmentParticipants.Any(p => p.ClientId == c.Id && p.Appointment!.Status != AppointmentStatus.Cancelled && p.Appointment.DeletedAt == null
                && p.Appointment.StartTime >= from && p.Appointment.StartTime <= to
                && (p.Appointment.TherapistId == me || p.Appointment.Staff.Any(s => s.UserId == me)));
    }
}
