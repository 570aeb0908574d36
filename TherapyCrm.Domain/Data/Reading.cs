using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Domain.Data;

/// <summary>Single reads: out of sight does not exist (404), in sight but not allowed is refused (403).</summary>
public static class Reading
{
    /// <summary>The client, for doing this with it.</summary>
    /// <exception cref="NotFoundException">It does not exist, or is out of the actor's sight.</exception>
    /// <exception cref="ForbiddenException">It is in sight, but this may not be done with it.</exception>
    public static Task<Client> GetAsync(this IQueryable<Client> clients, CrmDbContext db, Actor actor, long id, Permission permission, CancellationToken cancel) =>
        OneAsync(clients.Where(c => c.Id == id), c => Visibility.OfClient(db, actor, c), permission, cancel);

    /// <summary>The learner, for doing this with it.</summary>
    /// <inheritdoc cref="GetAsync(IQueryable{Client}, CrmDbContext, Actor, long, Permission, CancellationToken)"/>
    public static Task<Learner> GetAsync(this IQueryable<Learner> learners, CrmDbContext db, Actor actor, long id, Permission permission, CancellationToken cancel) =>
        OneAsync(learners.Where(l => l.Id == id), p => Visibility.OfLearner(db, actor, p), permission, cancel);

    /// <summary>The appointment, for doing this with it.</summary>
    /// <inheritdoc cref="GetAsync(IQueryable{Client}, CrmDbContext, Actor, long, Permission, CancellationToken)"/>
    public static Task<Appointment> GetAsync(this IQueryable<Appointment> appointments, CrmDbContext db, Actor actor, long id, Permission permission, CancellationToken cancel) =>
        OneAsync(appointments.Where(a => a.Id == id), p => Visibility.OfAppointment(db, actor, p), permission, cancel);

    /// <summary>The one row of the query, by a rule of any area.</summary>
    internal static async Task<T> OneAsync<T>(
        IQueryable<T> one, Func<Permission, Expression<Func<T, bool>>> rule, Permission permission, CancellationToken cancel) where T : class
    {
        var seen = await one.Where(rule(permission.Needs() ?? permission)).FirstOrDefaultAsync(cancel) ?? throw new NotFoundException();
        if (permission.Needs() is not null && !await one.AnyAsync(rule(permission), cancel)) throw new ForbiddenException();
        return seen;
    }
}
