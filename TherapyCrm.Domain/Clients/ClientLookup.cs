using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Clients;

/// <summary>One client to choose while typing.</summary>
/// <param name="Learner">Who of the family was found by the text; null when it was the client alone.</param>
public sealed record ClientOption(long Id, string Name, string FileNumber, int? Age, ClientStatus Status, string? Learner = null);

/// <summary>Finds the clients that somebody begins to type, for the booking form and the palette.</summary>
public sealed class ClientLookup(CrmDbContext db, PracticeDay practiceDay, LearnerMatches learners, ReadLog reads)
{
    /// <summary>Most that are offered.</summary>
    public const int Most = 8;

    /// <summary>The first that match, by name; archived ones are not offered.</summary>
    public async Task<IReadOnlyList<ClientOption>> RunAsync(Actor actor, string? text, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewClients);
        if (text is null || Folded.Text(text).Length == 0) return [];
        var matched = await learners.FindAsync(actor, text, cancel);
        var rows = await db.Clients.AsNoTracking().VisibleTo(db, actor, Permission.ViewClients).Where(c => c.Status != ClientStatus.Archived).Matching(text, matched)
            .OrderBy(c => c.SortName).ThenBy(c => c.Id).Take(Most)
            .Select(c => new { c.Id, c.FirstName, c.LastName, c.FileNumber, c.DateOfBirth, c.Status }).ToListAsync(cancel);
        await reads.ListAsync(actor, "client.looked_up", $"text={text[..Math.Min(text.Length, 60)]}", rows.Count, cancel);
        var today = await practiceDay.OfAsync(actor.Now, cancel);
        return [.. rows.Select(c => new ClientOption(c.Id, $"{c.FirstName} {c.LastName}", c.FileNumber, Ages.On(c.DateOfBirth, today), c.Status, matched.GetValueOrDefault(c.Id)))];
    }
}
