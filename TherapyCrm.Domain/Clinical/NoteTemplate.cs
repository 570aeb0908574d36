using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Clinical;

/// <summary>A practice's own division of a note; a note remembers which version of it it began with.</summary>
public sealed class NoteTemplate : Record
{
    public required string Name { get; set; }
    public bool IsActive { get; set; } = true;

    /// <summary>One more with each change of the headings.</summary>
    public int Number { get; set; } = 1;
}

/// <summary>The headings of a template as they were at one time; every version is kept.</summary>
public sealed class NoteTemplateVersion : Entity
{
    public long TemplateId { get; private init; }
    public required NoteTemplate Template { get; init; }
    public required int Number { get; init; }

    /// <summary>One heading a line.</summary>
    public required string Headings { get; init; }
}

/// <summary>A template as it is listed and edited.</summary>
public sealed record NoteTemplateRow(long Id, int Version, string Name, bool IsActive, int Number, string Headings);

/// <summary>Lists, adds and changes the practice's note templates.</summary>
public sealed class NoteTemplates(CrmDbContext db) : IOperation
{
    /// <summary>Headings of one template at most.</summary>
    public const int MostHeadings = 20;

    /// <summary>What it should be; without an id a new one.</summary>
    public sealed record Request(long? Id, int? Version, string? Name, string? Headings, bool IsActive);

    /// <summary>All of them, in use first; at most 200.</summary>
    public async Task<IReadOnlyList<NoteTemplateRow>> AllAsync(CancellationToken cancel = default) =>
        await (from t in db.NoteTemplates.AsNoTracking()
               join v in db.NoteTemplateVersions on new { TemplateId = t.Id, t.Number } equals new { v.TemplateId, v.Number }
               orderby t.IsActive descending, t.Name, t.Id
               select new NoteTemplateRow(t.Id, t.Version, t.Name, t.IsActive, t.Number, v.Headings)).Take(200).ToListAsync(cancel);

    /// <returns>The template; or what is wrong.</returns>
    public async Task<Outcome<NoteTemplate>> SaveAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManagePractice);
        string[] headings = [.. (request.Headings ?? "").ReplaceLineEndings("\n").Split('\n').Select(TypedText.Kept).OfType<string>()];
        if (Check(request, headings).ToArray() is { Length: > 0 } problems) return problems;
        var name = TypedText.Kept(request.Name)!;
        if (await db.NoteTemplates.Where(t => t.Id != request.Id).Select(t => t.Name).TakenNameAsync(name, cancel) is { } taken) return taken with { Field = "Name" };
        var row = request.Id is { } id ? await db.NoteTemplates.FirstOrDefaultAsync(t => t.Id == id, cancel) ?? throw new NotFoundException() : new NoteTemplate { Name = name };
        if (request.Id is not null && row.StaleSince(request.Version) is { } stale) return stale;
        var text = string.Join('\n', headings);
        (row.Name, row.IsActive) = (name, request.IsActive);
        if (request.Id is null) db.Add(row);
        else if (await db.NoteTemplateVersions.Where(v => v.TemplateId == row.Id && v.Number == row.Number).Select(v => v.Headings).FirstAsync(cancel) is var old && old != text) row.Number++;
        if (request.Id is null || db.ChangedFields(row).Contains("number")) db.Add(new NoteTemplateVersion { Template = row, Number = row.Number, Headings = text });
        db.Audit(actor, request.Id is null ? "note_template.added" : "note_template.edited", row);
        return await db.SaveAsync(row, cancel: cancel);
    }

    private static IEnumerable<Problem> Check(Request request, string[] headings) =>
    [
        .. TypedText.Check("Name", request.Name, 100, required: true), .. TypedText.Check("Headings", request.Headings, 3000, required: true),
        .. headings.Length > MostHeadings ? [Problem.Invalid("Headings", "Please write at most {0} headings.", MostHeadings)] : Array.Empty<Problem>(),
        .. Array.Exists(headings, h => h.Length > 100) ? [Problem.Invalid("Headings", "Please use at most {0} characters a line.", 100)] : Array.Empty<Problem>(),
    ];
}
