using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Clients;

/// <summary>In which order clients are listed.</summary>
public enum ClientSort { Name, NameDescending, FileNumber, FileNumberDescending, Newest }

/// <summary>One line of the list of clients.</summary>
/// <param name="Learner">Who of the family was found by the text; null when it was the client alone.</param>
/// <param name="Type">None while inactive, which the status says.</param>
/// <param name="NextStart">Wall-clock start of the next appointment the reader may see.</param>
public sealed record ClientRow(
    long Id, string FileNumber, string FirstName, string LastName, LocalDate? DateOfBirth, int? Age, string Phone, ClientStatus Status, Priority Priority,
    LanguageCode Language, bool RequiresInterpreter, bool HasAlert, string? Therapist, LocalDateTime? NextStart, string? NextZone, string? Learner, ClientTypeBadge? Type);

/// <summary>Lists the clients one may see, searched, filtered and in pages.</summary>
public sealed class ClientList(CrmDbContext db, PracticeDay practiceDay, LearnerMatches learners, ReadLog reads)
{
    /// <summary>What is looked for; without a status, archived clients stay out.</summary>
    public sealed record Request
    {
        public string? Text { get; init; }
        public ClientStatus? Status { get; init; }
        public Priority? Priority { get; init; }
        public long? TherapistId { get; init; }
        public LanguageCode? Language { get; init; }

        /// <summary>The built-in one asks for the status INACTIVE.</summary>
        public long? TypeId { get; init; }
        public ClientSort Sort { get; init; }
        public int Page { get; init; } = 1;

        /// <summary>1 to 200.</summary>
        public int PageSize { get; init; } = 50;

        internal string ForLog => string.Join(' ', new[]
        {
            Text is { Length: > 0 } text ? $"text={text[..Math.Min(text.Length, 60)]}" : null, Status is { } s ? $"status={StoredText.Of(s)}" : null,
            Priority is { } p ? $"priority={StoredText.Of(p)}" : null, TherapistId is { } t ? $"therapist={t}" : null,
            Language is { } l ? $"language={StoredText.Of(l)}" : null, TypeId is { } type ? $"type={type}" : null, $"page={Page}",
        }.OfType<string>());
    }

    /// <summary>The page asked for.</summary>
    public async Task<PageOf<ClientRow>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewClients);
        var (page, size) = (Math.Clamp(request.Page, 1, 1_000_000), Math.Clamp(request.PageSize, 1, 200));
        var matched = await learners.FindAsync(actor, request.Text, cancel);
        var found = Filtered(actor, request, matched);
        var total = await found.CountAsync(cancel);
        var rows = await Sorted(found, request.Sort).Skip((page - 1) * size).Take(size).Select(c => new
        {
            c.Id, c.FileNumber, c.FirstName, c.LastName, c.DateOfBirth, c.Phone, c.Status, c.Priority, c.PreferredLanguage, c.RequiresInterpreter,
            HasAlert = c.SafetyAlert != null || c.CustodyAlert != null || c.MayLeaveMessage == false,
            Type = c.Status == ClientStatus.Inactive ? null : db.ClientTypes.Where(t => t.Id == c.ClientTypeId).Select(t => new ClientTypeBadge(t.Id, t.Name, t.Colour)).FirstOrDefault(),
            Therapist = db.Users.Where(u => u.Id == c.TherapistId).Select(u => u.FirstName + " " + u.LastName).FirstOrDefault(),
        }).ToListAsync(cancel);
        var next = await NextAsync(actor, rows.ConvertAll(r => r.Id), cancel);
        var today = await practiceDay.OfAsync(actor.Now, cancel);
        await reads.ListAsync(actor, "client.listed", request.ForLog, total, cancel);
        return new([.. rows.Select(r => new ClientRow(
            r.Id, r.FileNumber, r.FirstName, r.LastName, r.DateOfBirth, Ages.On(r.DateOfBirth, today), r.Phone, r.Status, r.Priority, r.PreferredLanguage,
            r.RequiresInterpreter, r.HasAlert, r.Therapist, next.GetValueOrDefault(r.Id).Start, next.GetValueOrDefault(r.Id).Zone, matched.GetValueOrDefault(r.Id), r.Type))], page, size, total);
    }

    private IQueryable<Client> Filtered(Actor actor, Request request, IReadOnlyDictionary<long, string> matched)
    {
        var clients = db.Clients.AsNoTracking().VisibleTo(db, actor, Permission.ViewClients).Matching(request.Text, matched);
        clients = request.Status is { } status ? clients.Where(c => c.Status == status) : clients.Where(c => c.Status != ClientStatus.Archived);
        if (request.Priority is { } priority) clients = clients.Where(c => c.Priority == priority);
        if (request.TherapistId is { } therapist) clients = clients.Where(c => c.TherapistId == therapist);
        if (request.Language is { } language) clients = clients.Where(c => c.PreferredLanguage == language);
        return request.TypeId is { } type ? clients.OfType(db, type) : clients;
    }

    private static IOrderedQueryable<Client> Sorted(IQueryable<Client> clients, ClientSort sort) => sort switch
    {
        ClientSort.NameDescending => clients.OrderByDescending(c => c.SortName).ThenByDescending(c => c.Id),
        ClientSort.FileNumber => clients.OrderBy(c => c.FileNumber),
        ClientSort.FileNumberDescending => clients.OrderByDescending(c => c.FileNumber),
        ClientSort.Newest => clients.OrderByDescending(c => c.Id),
        _ => clients.OrderBy(c => c.SortName).ThenBy(c => c.Id),
    };

    private async Task<Dictionary<long, (LocalDateTime? Start, string? Zone)>> NextAsync(Actor actor, List<long> ids, CancellationToken cancel)
    {
        // A look into the index for each client on the page, however many appointments there are to come.
        var next = await db.Clients.Where(c => ids.Contains(c.Id)).Select(c => db.Appointments.VisibleTo(db, actor, Permission.ViewAppointments)
            .Where(a => a.ClientId == c.Id && a.StartTime >= actor.Now && a.CancelledAt == null)
            .OrderBy(a => a.StartTime).Select(a => (long?)a.Id).FirstOrDefault()).ToListAsync(cancel);
        var ahead = await db.Appointments.AsNoTracking().Where(a => next.Contains(a.Id)).Select(a => new { a.ClientId, a.LocalStart, a.TimeZone }).ToListAsync(cancel);
        return ahead.ToDictionary(a => a.ClientId, a => ((LocalDateTime?)a.LocalStart, (string?)a.TimeZone));
    }
}
