using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Practice;

/// <summary>The practice's people, as choices in the forms about clients.</summary>
public sealed class PracticeChoices(CrmDbContext db)
{
    /// <summary>Who can be in charge of a client: everybody who can be booked, and who is chosen already.</summary>
    public async Task<IReadOnlyList<Choice>> TherapistsAsync(Actor actor, long? chosen, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewClients);
        return await db.Users.Where(u => (u.IsActive && u.IsBookable) || u.Id == chosen).OrderBy(u => u.FirstName).ThenBy(u => u.LastName).ThenBy(u => u.Id)
            .Select(u => new Choice(u.Id, u.FirstName + " " + u.LastName)).ToListAsync(cancel);
    }
}
