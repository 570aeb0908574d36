using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clients;

/// <summary>Order of a list of clients, as a program names it.</summary>
public enum ClientOrder
{
    [JsonStringEnumMemberName("lastName")] LastName,
    [JsonStringEnumMemberName("-lastName")] LastNameDown,
    [JsonStringEnumMemberName("fileNumber")] FileNumber,
    [JsonStringEnumMemberName("-fileNumber")] FileNumberDown,
    [JsonStringEnumMemberName("createdAt")] CreatedAt,
    [JsonStringEnumMemberName("-createdAt")] CreatedAtDown,
}

/// <summary>A client in a list.</summary>
/// <param name="Learner">Who of the family was found by the text; null when it was the client alone.</param>
public sealed record FoundClient(Client Client, string? Learner);

/// <summary>Lists clients and reads one with every column; the reader puts the look on file.</summary>
public sealed class ClientRecords(CrmDbContext db, LearnerMatches learners)
{
    /// <summary>What is looked for; without a status, archived clients stay out.</summary>
    public sealed record Filter
    {
        /// <summary>Beginnings of names in any order, a file number, or digits of the phone.</summary>
        public string? Text { get; init; }
        public IReadOnlyList<ClientStatus> Status { get; init; } = [];
        public Priority? Priority { get; init; }
        public long? TherapistId { get; init; }
        public LanguageCode? Language { get; init; }

        /// <summary>The built-in one asks for the status INACTIVE.</summary>
        public long? TypeId { get; init; }
        public ClientOrder Order { get; init; }
        public int Page { get; init; } = 1;
        public int PageSize { get; init; } = 50;
    }

    /// <summary>One page of the clients the actor may see.</summary>
    public async Task<PageOf<FoundClient>> PageAsync(Actor actor, Filter filter, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewClients);
        var matched = await learners.FindAsync(actor, filter.Text, cancel);
        var all = Narrow(db.Clients.AsNoTracking().VisibleTo(db, actor, Permission.ViewClients).Matching(filter.Text, matched), filter);
        var total = await all.CountAsync(cancel);
        var rows = await Ordered(all, filter.Order).Skip((filter.Page - 1) * filter.PageSize).Take(filter.PageSize).ToListAsync(cancel);
        return new([.. rows.Select(c => new FoundClient(c, matched.GetValueOrDefault(c.Id)))], filter.Page, filter.PageSize, total);
    }

    /// <summary>One client.</summary>
    /// <exception cref="NotFoundException">It does not exist, or is out of the actor's sight.</exception>
    public Task<Client> OneAsync(Actor actor, long id, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewClients);
        return db.Clients.AsNoTracking().Include(c => c.Guardians.OrderBy(g => g.Position)).GetAsync(db, actor, id, Permission.ViewClients, cancel);
    }

    /// <summary>The client's learners that the actor may see.</summary>
    /// <exception cref="NotFoundException">The client does not exist, or is out of the actor's sight.</exception>
    public async Task<PageOf<Learner>> LearnersAsync(Actor actor, long clientId, int page, int pageSize, CancellationToken cancel = default)
    {
        await OneAsync(actor, clientId, cancel);
        var all = db.Learners.AsNoTracking().Where(l => l.ClientId == clientId).VisibleTo(db, actor, Permission.ViewClients);
        var total = await all.CountAsync(cancel);
        return new(await all.OrderBy(l => l.FirstName).ThenBy(l => l.Id).Skip((page - 1) * pageSize).Take(pageSize).ToListAsync(cancel), page, pageSize, total);
    }

    private IQueryable<Client> Narrow(IQueryable<Client> all, Filter f)
    {
        all = f.Status.Count > 0 ? all.Where(c => f.Status.Contains(c.Status)) : all.Where(c => c.Status != ClientStatus.Archived);
        if (f.Priority is { } priority) all = all.Where(c => c.Priority == priority);
        if (f.TherapistId is { } therapist) all = all.Where(c => c.TherapistId == therapist);
        if (f.Language is { } language) all = all.Where(c => c.PreferredLanguage == language);
        return f.TypeId is { } type ? all.OfType(db, type) : all;
    }

    private static IOrderedQueryable<Client> Ordered(IQueryable<Client> all, ClientOrder order) => order switch
    {
        ClientOrder.LastNameDown => all.OrderByDescending(c => c.SortName).ThenByDescending(c => c.Id),
        ClientOrder.FileNumber => all.OrderBy(c => c.FileNumber),
        ClientOrder.FileNumberDown => all.OrderByDescending(c => c.FileNumber),
        ClientOrder.CreatedAt => all.OrderBy(c => c.Id),
        ClientOrder.CreatedAtDown => all.OrderByDescending(c => c.Id),
        _ => all.OrderBy(c => c.SortName).ThenBy(c => c.Id),
    };
}
