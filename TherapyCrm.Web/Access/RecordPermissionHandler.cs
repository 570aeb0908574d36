using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Web.Access;

/// <summary>What is asked about one record.</summary>
public sealed record RecordRequirement(Permission Permission) : IAuthorizationRequirement;

/// <summary>Asks the one rule about one record: the same query that lists filter by.</summary>
public sealed class RecordPermissionHandler(CrmDbContext db, CurrentActor current) : IAuthorizationHandler
{
    /// <inheritdoc/>
    public async Task HandleAsync(AuthorizationHandlerContext context)
    {
        foreach (var requirement in context.PendingRequirements.OfType<RecordRequirement>().ToList())
            if (await MayAsync(context.Resource, requirement.Permission)) context.Succeed(requirement);
    }

    private Task<bool> MayAsync(object? record, Permission permission) => record switch
    {
        Client client => db.Clients.VisibleTo(db, current.Actor, permission).AnyAsync(c => c.Id == client.Id),
        Learner learner => db.Set<Learner>().VisibleTo(db, current.Actor, permission).AnyAsync(l => l.Id == learner.Id),
        Appointment appointment => db.Appointments.VisibleTo(db, current.Actor, permission).AnyAsync(a => a.Id == appointment.Id),
        _ => Task.FromResult(false),
    };
}
