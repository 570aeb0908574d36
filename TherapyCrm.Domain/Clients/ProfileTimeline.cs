using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clients;

/// <summary>Changes of the profile on the timeline.</summary>
public sealed class ProfileTimeline(CrmDbContext db) : ITimelineSource
{
    /// <inheritdoc/>
    public TimelineClass Class => TimelineClass.Profile;

    /// <inheritdoc/>
    public Permission? Needs => Permission.ViewClients;

    /// <inheritdoc/>
    public int Rank => 1;

    /// <inheritdoc/>
    public Task<int> CountAsync(TimelineScope scope, CancellationToken cancel) => Within(scope).CountAsync(cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TimelineRow>> ReadAsync(TimelineScope scope, TimelineKey? after, int most, CancellationToken cancel)
    {
        var changes = Within(scope);
        if (TimelineScope.Behind(after, Rank) is var (at, id)) changes = changes.Where(r => r.ChangedAt <= at && (r.ChangedAt < at || r.Id < id));
        var rows = await changes.OrderByDescending(r => r.ChangedAt).ThenByDescending(r => r.Id).Take(most)
            .Select(r => new { Row = r, By = db.Users.Where(u => u.Id == r.ChangedBy).Select(u => u.FirstName + " " + u.LastName).FirstOrDefault() }).ToListAsync(cancel);
        return rows.ConvertAll(r => new TimelineRow(new(r.Row.ChangedAt, Rank, r.Row.Id), cipher => Opened(scope, r.Row, r.By, cipher)));
    }

    private IQueryable<ClientRevision> Within(TimelineScope scope)
    {
        var changes = scope.Seen(db.ClientRevisions.AsNoTracking(), Permission.ViewClients);
        if (scope.From is { } from) changes = changes.Where(r => r.ChangedAt >= from);
        return scope.Until is { } until ? changes.Where(r => r.ChangedAt < until) : changes;
    }

    private TimelineEntry Opened(TimelineScope scope, ClientRevision row, string? by, ClientCipher? cipher)
    {
        var change = cipher?.OpenValue<ProfileChange>(row.Changes, ProfileHistory.Place(row));
        var local = Zones.ToLocal(row.ChangedAt, scope.Zone);
        return new(new(row.ChangedAt, Rank, row.Id), Class, local.Date, local.TimeOfDay, Title(change), $"/clients/{row.ClientId}/history")
        {
            By = by, LearnerId = row.LearnerId, Part = change?.Part,
            Lines = change is null ? [] : [.. change.Reason is { } reason ? [new TimelineLine(null, reason)] : Array.Empty<TimelineLine>(), .. change.Fields.Select(f => new TimelineLine(f.Field, f.New ?? "", f.Old))],
        };
    }

    private static Said Title(ProfileChange? change) => change switch
    {
        { Part: ProfilePart.Learner, Subject: { } learner } => new Said("Learner changed: {0}", learner),
        { Part: ProfilePart.Contact, Subject: { } contact } => new Said("Contact changed: {0}", contact),
        _ => new Said("Profile changed"),
    };
}
