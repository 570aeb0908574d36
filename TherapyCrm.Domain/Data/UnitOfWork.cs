using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Data;

/// <summary>Saves a piece of work whole: the rows, their audit lines and the command that asked for it, in one transaction.</summary>
public abstract partial class CrmDbContext
{
    private readonly List<PendingAudit> audits = [];
    private Entity? commandResult;

    private sealed record PendingAudit(Actor Actor, string Action, Entity? Subject, long? SubjectId, long? ClientId, string? Details, string? Reason);

    /// <summary>Notes an act for the log; it is written with the work it describes, or not at all.</summary>
    /// <param name="action">Such as <c>appointment.booked</c>; the part before the dot is the information type.</param>
    /// <param name="subject">The row it is about; may be new.</param>
    /// <param name="details">Names of the changed fields, parted by commas; never a value of a record.</param>
    public void Audit(Actor by, string action, Entity? subject, long? clientId = null, string? details = null, string? reason = null)
    {
        actor = by;
        audits.Add(new(by, action, subject, null, clientId, details, reason));
    }

    /// <summary>Notes an act about a user, whose row is Identity's.</summary>
    public void AuditUser(Actor by, string action, long userId, string? details = null, string? reason = null)
    {
        actor = by;
        audits.Add(new(by, action, null, userId, null, details, reason));
    }

    /// <summary>Says whose work the next save is, for its stamps.</summary>
    public void ActFor(Actor by) => actor = by;

    /// <summary>Names the row that answers the actor's command, so that a second press finds it.</summary>
    public void Answers(Entity result) => commandResult = result;

    /// <summary>The row that an earlier press of the same button made, or null.</summary>
    /// <exception cref="CommandReusedException">The earlier press asked for something else.</exception>
    public async Task<long?> DoneBeforeAsync(Actor by, string entity, CancellationToken cancel)
    {
        if (by.CommandId is not { } command || by.UserId is not { } user) return null;
        var done = await Commands.AsNoTracking().FirstOrDefaultAsync(c => c.UserId == user && c.CommandId == command, cancel);
        if (done is not null && by.CommandFingerprint is { } asked && done.Fingerprint != asked) throw new CommandReusedException();
        return done?.Entity == entity ? done.EntityId : null;
    }

    /// <summary>Saves everything noted so far.</summary>
    /// <param name="explain">Says in words what a refused key means; null lets it surface as a fault.</param>
    /// <returns>The value; or a stale or conflict problem.</returns>
    public Task<Outcome<T>> SaveAsync<T>(T value, Func<CancellationToken, Task<Problem[]>>? explain = null, CancellationToken cancel = default) =>
        InOneSaveAsync(() => Task.CompletedTask, value, explain, cancel);

    /// <summary>Does work that saves in several steps, and all that was noted, in one transaction.</summary>
    /// <inheritdoc cref="SaveAsync"/>
    public async Task<Outcome<T>> InOneSaveAsync<T>(
        Func<Task> work, T value, Func<CancellationToken, Task<Problem[]>>? explain = null, CancellationToken cancel = default)
    {
        try
        {
            await InTransactionAsync(async () => { await work(); await WriteAsync(cancel); return true; }, cancel);
            return value;
        }
        catch (DbUpdateConcurrencyException)
        {
            ChangeTracker.Clear();
            return new Problem("", "Somebody else changed this in the meantime.") { Kind = ProblemKind.Stale };
        }
        catch (DbUpdateException e) when (explain is not null && IsDuplicate(e))
        {
            ChangeTracker.Clear();
            return await explain(cancel);
        }
        finally
        {
            audits.Clear();
            commandResult = null;
        }
    }

    /// <summary>Runs a piece of work in one transaction. Tracked rows cannot be played twice, so a broken connection is a fault that the person's second press mends.</summary>
    /// <exception cref="ConnectionBrokeException">The connection broke before the commit was confirmed.</exception>
    /// <exception cref="DbUpdateConcurrencyException">The work lost a deadlock and was rolled back.</exception>
    public async Task<T> InTransactionAsync<T>(Func<Task<T>> work, CancellationToken cancel = default)
    {
        if (Database.CurrentTransaction is not null) return await work();
        var attempts = 0;
        return await Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            if (attempts++ > 0) throw new ConnectionBrokeException();
            var result = await OnceAsync(work, cancel);
            if (ChangeTracker.Entries<Scheduling.ScheduleChange>().Any()) Scheduling.ScheduleBell.Ring();
            return result;
        });
    }

    private async Task<T> OnceAsync<T>(Func<Task<T>> work, CancellationToken cancel)
    {
        try
        {
            await using var transaction = await Database.BeginTransactionAsync(cancel);
            var result = await work();
            await transaction.CommitAsync(cancel);
            return result;
        }
        catch (Exception e) when (IsDeadlock(e))
        {
            // Without its cause, in which the execution strategy would see something to play again.
            throw new DbUpdateConcurrencyException(e.Message);
        }
    }

    /// <summary>True when the database rolled the work back for another's, so that it can be done again from a new reading.</summary>
    private static bool IsDeadlock(Exception? exception) => exception is SqlException { Number: 1205 } || (exception?.InnerException is { } inner && IsDeadlock(inner));

    /// <summary>True when the database refused a key that exists already.</summary>
    public static bool IsDuplicate(Exception? exception) => exception switch
    {
        SqlException sql => sql.Number is 2601 or 2627,
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is 1555 or 2067,
        _ => exception?.InnerException is { } inner && IsDuplicate(inner),
    };

    private async Task WriteAsync(CancellationToken cancel)
    {
        if (audits.Exists(a => a.Subject is { Id: 0 }) || commandResult is { Id: 0 }) await SaveChangesAsync(cancel);
        foreach (var audit in audits) AuditEntries.Add(Line(audit));
        if (commandResult is { } result && actor is { CommandId: { } command, UserId: { } user })
            Commands.Add(new Command { UserId = user, CommandId = command, Entity = result.GetType().Name, EntityId = result.Id, Fingerprint = actor.CommandFingerprint, DoneAt = actor.Now });
        await SaveChangesAsync(cancel);
    }

    private static long? ClientOf(Entity? subject) => subject switch
    {
        Client client => client.Id,
        IClientOwned owned => owned.ClientId,
        _ => null,
    };

    private static AuditEntry Line(PendingAudit audit) => new()
    {
        At = audit.Actor.Now,
        UserId = audit.Actor.UserId,
        SessionId = audit.Actor.SessionId,
        IpAddress = audit.Actor.Address,
        UserAgent = audit.Actor.UserAgent,
        Action = audit.Action,
        InformationType = audit.Action.Split('.')[0],
        EntityId = audit.Subject?.Id ?? audit.SubjectId,
        ClientId = audit.ClientId ?? ClientOf(audit.Subject),
        Outcome = AuditOutcome.Ok,
        Reason = audit.Reason,
        Details = audit.Details,
    };
}
