using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>A piece of text that is typed often, called up by a short word; it is about nobody.</summary>
public sealed class NoteSnippet : Record
{
    /// <summary>Whose it is; null for everybody's in the practice.</summary>
    public required long? OwnerId { get; init; }
    public required string Shortcut { get; set; }
    public required string Text { get; set; }

    /// <summary>False once it was put away.</summary>
    public bool IsActive { get; set; } = true;
}

/// <summary>A snippet as it is listed, edited and offered beside a note.</summary>
public sealed record SnippetRow(long Id, int Version, string Shortcut, string Text, bool IsShared, bool IsActive);

/// <summary>Lists and words snippets: everybody their own, the practice those for all.</summary>
public sealed partial class NoteSnippets(CrmDbContext db) : IOperation
{
    /// <summary>Most that one person, or the practice, keeps.</summary>
    public const int Most = 200;

    /// <summary>What it should be; without an id a new one.</summary>
    public sealed record Request(long? Id, int? Version, string? Shortcut, string? Text, bool IsActive, bool IsShared);

    /// <summary>What is offered beside a note: one's own and the practice's; one's own hides the practice's of the same name.</summary>
    public async Task<IReadOnlyList<SnippetRow>> OfferedAsync(Actor actor, CancellationToken cancel = default) =>
        [.. (await Rows(s => s.IsActive && (s.OwnerId == actor.UserId || s.OwnerId == null)).ToListAsync(cancel)).OrderBy(s => s.IsShared).DistinctBy(s => s.Shortcut).OrderBy(s => s.Shortcut, StringComparer.Ordinal)];

    /// <summary>Those that the actor words here: one's own, or the practice's.</summary>
    public async Task<IReadOnlyList<SnippetRow>> AllAsync(Actor actor, bool shared, CancellationToken cancel = default)
    {
        MustWord(actor, shared);
        return await Rows(shared ? s => s.OwnerId == null : s => s.OwnerId == actor.UserId).ToListAsync(cancel);
    }

    /// <returns>The snippet; or what is wrong.</returns>
    /// <exception cref="NotFoundException">It is somebody else's.</exception>
    public async Task<Outcome<NoteSnippet>> SaveAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        MustWord(actor, request.IsShared);
        var owner = request.IsShared ? null : actor.UserId;
        var shortcut = (request.Shortcut ?? "").Trim().TrimStart(';').ToLowerInvariant();
        if (!IsShortcut().IsMatch(shortcut)) return Problem.Invalid("Shortcut", "Please use 1 to 20 letters, digits or hyphens.");
        if (TypedText.Check("Text", request.Text, 4000, required: true).ToArray() is { Length: > 0 } problems) return problems;
        var all = await db.NoteSnippets.Where(s => s.OwnerId == owner).ToListAsync(cancel);
        if (all.Exists(s => s.Shortcut == shortcut && s.Id != request.Id)) return Problem.Conflict("Shortcut", "There is a snippet of this name already.");
        if (request.Id is null && all.Count >= Most) return Problem.Invalid("Shortcut", "There are {0} snippets already. Please change one that is not used any more.", Most);
        var row = request.Id is { } id ? all.Find(s => s.Id == id) ?? throw new NotFoundException() : new NoteSnippet { OwnerId = owner, Shortcut = "", Text = "" };
        if (request.Id is null) db.Add(row);
        else if (row.StaleSince(request.Version) is { } stale) return stale;
        (row.Shortcut, row.Text, row.IsActive) = (shortcut, TypedText.Kept(request.Text)!.ReplaceLineEndings("\n"), request.IsActive);
        db.Audit(actor, request.Id is null ? "snippet.added" : "snippet.edited", row);
        return await db.SaveAsync(row, cancel: cancel);
    }

    private static void MustWord(Actor actor, bool shared) => actor.MustHave(shared ? Permission.ManagePractice : Permission.WriteClinical);

    private IQueryable<SnippetRow> Rows(System.Linq.Expressions.Expression<Func<NoteSnippet, bool>> which) => db.NoteSnippets.AsNoTracking().Where(which)
        .OrderByDescending(s => s.IsActive).ThenBy(s => s.Shortcut).ThenBy(s => s.Id).Select(s => new SnippetRow(s.Id, s.Version, s.Shortcut, s.Text, s.OwnerId == null, s.IsActive)).Take(2 * Most);

    [GeneratedRegex(@"^[\p{L}\p{Nd}-]{1,20}$", RegexOptions.CultureInvariant)]
    private static partial Regex IsShortcut();
}
