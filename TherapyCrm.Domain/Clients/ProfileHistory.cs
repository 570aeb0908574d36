using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clients;

/// <summary>A change of the profile as it is read.</summary>
public sealed record ProfileChangeRow(ClientRevision Revision, string? ChangedBy, ProfileChange Change);

/// <summary>Keeps every change of a client's profile with the old text, and shows them (domain.md §4).</summary>
public sealed class ProfileHistory(CrmDbContext db, ClientKeys keys, ReadLog reads)
{
    private const string Table = "client_revisions";

    // Stamps and what only serves searching say nothing to a reader.
    private static readonly HashSet<string> Silent =
        [nameof(Client.SearchText), nameof(Client.SortName), nameof(Client.ProfileLockedAt), "UpdatedAt", "UpdatedBy", "CreatedAt", "CreatedBy", "Version", "Id", "ClientId"];

    /// <summary>Where a change is sealed.</summary>
    internal static SealedPlace Place(ClientRevision row) => new(Table, "changes", row.SealId);

    /// <summary>True for columns whose change is none of the profile.</summary>
    internal static bool IsSilent(string property) => Silent.Contains(property);

    private static readonly HashSet<string> People = [nameof(Client.TherapistId), nameof(Learner.InstructorId)];

    /// <summary>Adds the row's changes to the history; saved with them, or not at all. Does nothing when no field differs.</summary>
    /// <param name="row">The tracked client, learner or contact.</param>
    /// <param name="also">Changes of what hangs on the row, such as guardians.</param>
    /// <exception cref="RecordKeyMissingException">The key to seal it with is not at hand.</exception>
    public async Task RecordAsync(Actor actor, string action, Entity row, IEnumerable<FieldChange>? also = null, string? reason = null, CancellationToken cancel = default)
    {
        List<FieldChange> fields = [.. await FieldsAsync(row, cancel), .. also ?? []];
        if (fields.Count == 0 && reason is null) return;
        (long clientId, long? learnerId, ProfilePart part, string? subject) = row switch
        {
            Client c => (c.Id, null, ProfilePart.Client, null),
            Learner l => (l.ClientId, l.Id, ProfilePart.Learner, l.FullName),
            Contact c => (c.ClientId, (long?)null, ProfilePart.Contact, (string?)$"{c.FirstName} {c.LastName}"),
            _ => throw new ArgumentException("No profile.", nameof(row)),
        };
        await AddAsync(actor, action, clientId, learnerId, new(part, subject, fields, reason), cancel);
        if (row is Client client) client.ProfileLockedAt ??= actor.Now;
    }

    /// <summary>Adds a change of what hangs on a client, such as a care group; saved with it, or not at all.</summary>
    internal Task KeepAsync(Actor actor, string action, long clientId, ProfileChange change, CancellationToken cancel) => AddAsync(actor, action, clientId, null, change, cancel);

    private async Task AddAsync(Actor actor, string action, long clientId, long? learnerId, ProfileChange change, CancellationToken cancel)
    {
        var cipher = await keys.OfAsync(clientId, cancel);
        var seal = Guid.NewGuid();
        db.ClientRevisions.Add(new ClientRevision
        {
            ClientId = clientId, LearnerId = learnerId, Action = action, ChangedAt = actor.Now, ChangedBy = actor.UserId, SealId = seal,
            Changes = cipher.SealValue(change, new(Table, "changes", seal)),
        });
    }

    /// <summary>One page of the changes the actor may see, the newest first; the look is on record.</summary>
    /// <exception cref="NotFoundException">The client does not exist, or is out of the actor's sight.</exception>
    public async Task<PageOf<ProfileChangeRow>> PageAsync(Actor actor, long clientId, int page, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ViewClients);
        await db.Clients.AsNoTracking().GetAsync(db, actor, clientId, Permission.ViewClients, cancel);
        const int size = 20;
        var number = Math.Clamp(page, 1, 1_000_000);
        var all = db.ClientRevisions.AsNoTracking().Where(r => r.ClientId == clientId)
            .Where(Visibility.Of<ClientRevision>(db, actor, Permission.ViewClients, r => r.Client!, r => r.LearnerId));
        var total = await all.CountAsync(cancel);
        var rows = await all.OrderByDescending(r => r.ChangedAt).ThenByDescending(r => r.Id).Skip((number - 1) * size).Take(size)
            .Select(r => new { Revision = r, By = db.Users.Where(u => u.Id == r.ChangedBy).Select(u => u.FirstName + " " + u.LastName).FirstOrDefault() }).ToListAsync(cancel);
        await reads.OneAsync(actor, "client.history_read", clientId, clientId, cancel);
        if (rows.Count == 0) return new([], number, size, total);
        var cipher = await keys.OfAsync(clientId, cancel);
        return new([.. rows.Select(r => new ProfileChangeRow(r.Revision, r.By, cipher.OpenValue<ProfileChange>(r.Revision.Changes, Place(r.Revision))))], number, size, total);
    }

    private async Task<List<FieldChange>> FieldsAsync(Entity row, CancellationToken cancel)
    {
        var (entry, changes) = (db.Entry(row), new List<FieldChange>());
        var isGone = entry.State == EntityState.Deleted;
        foreach (var p in entry.Properties.Where(p => !Silent.Contains(p.Metadata.Name)))
        {
            var (before, after) = (p.OriginalValue, isGone ? null : p.CurrentValue);
            if (Equals(before, after)) continue;
            var converter = p.Metadata.GetTypeMapping().Converter;
            changes.Add(new(char.ToLowerInvariant(p.Metadata.Name[0]) + p.Metadata.Name[1..], await TextAsync(p.Metadata.Name, before), await TextAsync(p.Metadata.Name, after)));

            async Task<string?> TextAsync(string name, object? value) => value switch
            {
                null => null,
                long id when People.Contains(name) => await db.Users.Where(u => u.Id == id).Select(u => u.FirstName + " " + u.LastName).FirstOrDefaultAsync(cancel),
                long id when name == nameof(Client.ClientTypeId) => await db.ClientTypes.Where(t => t.Id == id).Select(t => t.Name).FirstOrDefaultAsync(cancel),
                _ => Plain(converter?.ConvertToProvider(value) ?? value),
            };
        }
        return changes;
    }

    /// <summary>A value as the history writes it: codes as they are stored, dates as 2026-11-23.</summary>
    internal static string? Plain(object? value) => value switch
    {
        null => null,
        bool yes => yes ? "yes" : "no",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime at => at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        decimal amount => amount.ToString("0.00#", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
