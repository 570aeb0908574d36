using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clients;

/// <summary>Brings clients together in a care group, or changes one.</summary>
public sealed class SaveCareGroup(CrmDbContext db, ProfileHistory history) : IOperation
{
    /// <summary>Most members of a group.</summary>
    public const int Most = 30;

    /// <summary>A member and what it pays there.</summary>
    public sealed record Member(long ClientId, TypedFee Fee);

    /// <summary>What the group should be; without an id a new one.</summary>
    public sealed record Request
    {
        public long? Id { get; init; }
        public int? Version { get; init; }
        public required CareGroupFormat Format { get; init; }
        public int? DefaultDuration { get; init; }
        public required IReadOnlyList<Member> Members { get; init; }

        internal IEnumerable<Problem> Check() =>
        [
            .. DurationText.Check("defaultDuration", DefaultDuration),
            .. Format == CareGroupFormat.Couples && Members.Count != 2 ? [Problem.Invalid("members", "A couple has exactly two members.")]
                : Members.Count is < 2 or > Most ? [Problem.Invalid("members", "A group has from {0} to {1} members.", 2, Most)] : Array.Empty<Problem>(),
            .. Members.SelectMany((m, i) => m.Fee.Decide().Problems.Select(p => p with { Field = $"members[{i}].{p.Field}" })),
            .. Members.Select((m, i) => (m, i)).Where(x => Members.Take(x.i).Any(o => o.ClientId == x.m.ClientId)).Select(x => Problem.Invalid($"members[{x.i}].client", "This client is named twice.")),
        ];
    }

    /// <returns>The group; or what is wrong.</returns>
    /// <exception cref="NotFoundException">There is no such group, or no member of it is in sight.</exception>
    /// <exception cref="ForbiddenException">Some member may not be changed by the actor.</exception>
    public async Task<Outcome<CareGroup>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.EditClients);
        if (await db.DoneBeforeAsync(actor, nameof(CareGroup), cancel) is { } done) return await db.CareGroups.Include(g => g.Members).SingleAsync(g => g.Id == done, cancel);
        var group = request.Id is { } id ? await db.CareGroups.OwnedAsync(db, actor, id, cancel) : new CareGroup { MemberKey = "" };
        if (request.Id is not null && group.StaleSince(request.Version) is { } stale) return stale;
        if (request.Check().Concat(await MembersAsync(actor, group, request, cancel)).ToArray() is { Length: > 0 } problems) return problems;
        if ((await TakenAsync(request, cancel)).ToArray() is { Length: > 0 } taken) return taken;
        var changes = Write(group, request);
        foreach (var (client, change) in changes) await history.KeepAsync(actor, "care_group.saved", client, new(ProfilePart.Client, null, [change]), cancel);
        foreach (var (client, _) in changes) db.Audit(actor, "care_group.saved", group, client);
        if (request.Id is null) db.Add(group);
        if (request.Id is null) db.Answers(group);
        if (request.Id is not null && changes.Count + db.ChangedFields(group).Count > 0) db.Entry(group).State = EntityState.Modified;
        return await db.SaveAsync(group, async stop => [.. await TakenAsync(request, stop)], cancel);
    }

    private async Task<List<Problem>> MembersAsync(Actor actor, CareGroup group, Request request, CancellationToken cancel)
    {
        var ids = request.Members.Select(m => m.ClientId).ToList();
        var known = await db.Clients.Where(c => ids.Contains(c.Id)).VisibleTo(db, actor, Permission.EditClients).Select(c => new { c.Id, c.Status, Name = c.FirstName + " " + c.LastName }).ToListAsync(cancel);
        var problems = new List<Problem>();
        foreach (var (member, i) in request.Members.Select((m, i) => (m, i)))
            if (known.Find(c => c.Id == member.ClientId) is not { } client) problems.Add(Problem.Invalid($"members[{i}].client", "Please choose a client."));
            else if (client.Status == ClientStatus.Archived && group.Members.TrueForAll(m => m.ClientId != client.Id)) problems.Add(Problem.Invalid($"members[{i}].client", "{0} is archived.", client.Name));
        return problems;
    }

    private async Task<IEnumerable<Problem>> TakenAsync(Request request, CancellationToken cancel)
    {
        var (ids, key, id) = (request.Members.Select(m => m.ClientId).ToList(), KeyOf(request), request.Id ?? 0);
        if (await db.CareGroups.AnyAsync(g => g.MemberKey == key && g.Id != id, cancel)) return [Problem.Conflict("members", "These clients are together in a group already.")];
        var elsewhere = await db.CareGroupMembers.Where(m => ids.Contains(m.ClientId) && m.Format == request.Format && m.CareGroupId != id)
            .Select(m => new { m.ClientId, Name = m.Client!.FirstName + " " + m.Client.LastName }).ToListAsync(cancel);
        return elsewhere.Select(m => Problem.Conflict($"members[{ids.IndexOf(m.ClientId)}].client", "{0} is in a group of this format already.", m.Name));
    }

    // What changed for whom, in words that name nobody else.
    private List<(long Client, FieldChange Change)> Write(CareGroup group, Request request)
    {
        var before = group.Members.ToDictionary(m => m.ClientId, m => InWords(group, m));
        (group.Format, group.DefaultDuration, group.MemberKey) = (request.Format, request.DefaultDuration, KeyOf(request));
        foreach (var wanted in request.Members)
        {
            var member = group.Members.Find(m => m.ClientId == wanted.ClientId);
            if (member is null) group.Members.Add(member = new CareGroupMember { ClientId = wanted.ClientId });
            (member.Format, member.Fee) = (request.Format, wanted.Fee.Decide().Fee);
        }
        var kept = group.Members.Where(m => request.Members.Any(w => w.ClientId == m.ClientId)).ToDictionary(m => m.ClientId, m => InWords(group, m));
        db.RemoveRange(group.Members.Where(m => !kept.ContainsKey(m.ClientId)));
        return [.. before.Keys.Union(kept.Keys).Select(c => (c, new FieldChange("careGroup", before.GetValueOrDefault(c), kept.GetValueOrDefault(c)))).Where(c => c.Item2.Old != c.Item2.New)];
    }

    internal static string InWords(CareGroup group, CareGroupMember member) =>
        string.Create(CultureInfo.InvariantCulture, $"{StoredText.Of(group.Format)}{(group.DefaultDuration is { } minutes ? $", {minutes} min" : "")}{(member.Fee is { } fee ? $", {fee.Base:0.00} + {fee.TaxRate:0.###} % = {fee.Total:0.00}" : "")}");

    private static string KeyOf(Request request) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join(',', request.Members.Select(m => m.ClientId).Order()))));
}
