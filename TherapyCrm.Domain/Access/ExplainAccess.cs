using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Access;

/// <summary>Answers "what can this person see, and why?": the row of the decision table (access.md §1) that decides, asked of the one rule itself.</summary>
public sealed class ExplainAccess(CrmDbContext db, ActorLoader loader) : IOperation
{
    /// <summary>The answer for one capability on one client or learner.</summary>
    /// <param name="Row">Number in the table; 1 to 12.</param>
    /// <param name="Missing">Set when the capability itself would be allowed, but what it needs in sight is not.</param>
    public sealed record Answer(Permission Permission, bool Allowed, int Row, Permission? Missing = null);

    /// <summary>All capabilities that are about records, for this person and this client or learner.</summary>
    /// <exception cref="NotFoundException">The person or the client is unknown, or the client is out of the asker's sight.</exception>
    public async Task<IReadOnlyList<Answer>> RunAsync(Actor asker, long userId, long clientId, long? learnerId = null, CancellationToken cancel = default)
    {
        asker.MustHave(Permission.ManagePermissions);
        await db.Clients.AsNoTracking().GetAsync(db, asker, clientId, Permission.ViewClients, cancel);
        var user = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == userId, cancel) ?? throw new NotFoundException();
        var person = await loader.LoadAsync(userId, asker.Now, cancel);
        var open = user is { IsActive: true, AccountLocked: false, RequirePasswordChange: false };
        var answers = new List<Answer>();
        foreach (var permission in Enum.GetValues<Permission>().Where(p => p.IsOnRecords()))
            answers.Add(open ? await OneAsync(person, permission, clientId, learnerId, cancel) : new(permission, false, 1));
        return answers;
    }

    private async Task<Answer> OneAsync(Actor person, Permission permission, long clientId, long? learnerId, CancellationToken cancel)
    {
        var own = await RowAsync(person, permission, clientId, learnerId, cancel);
        if (!own.Allowed || permission.Needs() is not { } view) return own;
        var seen = await RowAsync(person, view, clientId, learnerId, cancel);
        return seen.Allowed ? own : seen with { Permission = permission, Missing = view };
    }

    private async Task<Answer> RowAsync(Actor person, Permission permission, long clientId, long? learnerId, CancellationToken cancel)
    {
        if (person.Denied.Contains(permission)) return new(permission, false, 2);
        if (person.DeniedOnRecords.Contains(permission) && await HasRowAsync(person, permission, clientId, learnerId, granted: false, cancel)) return new(permission, false, 3);
        if (person.BreaksGlass && permission.IsView() && await AllowsAsync(Only(person, permission, Reach.None) with { BreaksGlass = true }, permission, clientId, learnerId, cancel)) return new(permission, true, 6);
        if (person.GrantedOnRecords.Contains(permission) && await HasRowAsync(person, permission, clientId, learnerId, granted: true, cancel)) return new(permission, true, 8);
        Reach[] reaches = person.AlsoAssigned.Contains(permission) ? [Reach.Location, Reach.Assigned] : [person.ReachOf(permission)];
        foreach (var reach in reaches.Where(r => r != Reach.None))
            if (await AllowsAsync(Only(person, permission, reach), permission, clientId, learnerId, cancel)) return new(permission, true, reach switch { Reach.Any => 9, Reach.Location => 10, _ => 11 });
        return new(permission, false, 12);
    }

    // The same person with one source of rights only, so that the rule says whether that source is enough.
    private static Actor Only(Actor person, Permission permission, Reach reach) => new()
    {
        UserId = person.UserId, Now = person.Now, Locations = person.Locations,
        Reaches = new[] { (Permission?)permission, permission.Needs() }.OfType<Permission>().ToDictionary(p => p, p => p == permission ? reach : Reach.Any),
    };

    private Task<bool> AllowsAsync(Actor person, Permission permission, long clientId, long? learnerId, CancellationToken cancel) => learnerId is { } learner
        ? db.Clients.Where(c => c.Id == clientId).SelectMany(c => c.Learners).Where(l => l.Id == learner).VisibleTo(db, person, permission).AnyAsync(cancel)
        : db.Clients.Where(c => c.Id == clientId).VisibleTo(db, person, permission).AnyAsync(cancel);

    private Task<bool> HasRowAsync(Actor person, Permission permission, long clientId, long? learnerId, bool granted, CancellationToken cancel) =>
        db.RecordPermissions.AnyAsync(r => r.UserId == person.UserId && r.PermissionId == permission && r.ClientId == clientId && r.Granted == granted
            && (r.ExpiresAt == null || r.ExpiresAt > person.Now) && (r.LearnerId == null || r.LearnerId == learnerId), cancel);
}
