using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>Names those chosen for a group, as far as the reader may see them.</summary>
public sealed class GroupMembers(CrmDbContext db) : IOperation
{
    /// <summary>The name of each; missing for who is out of sight or does not exist.</summary>
    public async Task<IReadOnlyDictionary<ParticipantWanted, string>> RunAsync(
        Actor actor, IReadOnlyCollection<ParticipantWanted> chosen, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.BookAppointments);
        if (chosen.Count == 0) return new Dictionary<ParticipantWanted, string>();
        var ids = chosen.Select(c => c.ClientId).Distinct().ToList();
        var clients = await db.Clients.VisibleTo(db, actor, Permission.ViewAppointments).Where(c => ids.Contains(c.Id))
            .Select(c => new { c.Id, Name = c.FirstName + " " + c.LastName, Learners = c.Learners.Select(l => new { l.Id, Name = l.FirstName + " " + l.LastName }).ToList() })
            .AsSplitQuery().ToListAsync(cancel);
        return clients.SelectMany(c => c.Learners.Select(l => (Who: new ParticipantWanted(c.Id, l.Id), Name: $"{l.Name} ({c.Name})")).Append((Who: new ParticipantWanted(c.Id, null), c.Name)))
            .Where(n => chosen.Contains(n.Who)).ToDictionary(n => n.Who, n => n.Name);
    }

    /// <summary>The learners of these clients that the reader may see, by client.</summary>
    public async Task<ILookup<long, BookingOptions.Named>> LearnersAsync(Actor actor, IReadOnlyCollection<long> clients, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.BookAppointments);
        var rows = await db.Learners.VisibleTo(db, actor, Permission.ViewClients).Where(l => clients.Contains(l.ClientId)).OrderBy(l => l.FirstName)
            .Select(l => new { l.ClientId, l.Id, Name = l.FirstName + " " + l.LastName }).ToListAsync(cancel);
        return rows.ToLookup(r => r.ClientId, r => new BookingOptions.Named(r.Id, r.Name));
    }
}
