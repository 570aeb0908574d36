using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Clinical;

/// <summary>An instrument as it is listed and edited.</summary>
public sealed record AssessmentDefinitionRow(long Id, int Version, string Code, string Name, bool IsShipped, bool IsActive, int Number, Instrument Instrument);

/// <summary>Lists, adds, words anew and retires the instruments of the practice.</summary>
public sealed class AssessmentDefinitions(CrmDbContext db) : IOperation
{
    /// <summary>What it should be; without an id a new one. Of a shipped one only <paramref name="IsActive"/> counts.</summary>
    public sealed record Request(long? Id, int? Version, string? Code, string? Name, bool IsActive, Instrument Instrument);

    /// <summary>All of them, in use first; at most 200.</summary>
    public async Task<IReadOnlyList<AssessmentDefinitionRow>> AllAsync(Actor actor, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManagePractice);
        var rows = await (from d in db.AssessmentDefinitions.AsNoTracking()
                          join v in db.AssessmentDefinitionVersions on new { DefinitionId = d.Id, d.Number } equals new { v.DefinitionId, v.Number }
                          orderby d.IsActive descending, d.Name, d.Id
                          select new { Row = d, v.Content }).Take(200).ToListAsync(cancel);
        return rows.ConvertAll(r => new AssessmentDefinitionRow(r.Row.Id, r.Row.Version, r.Row.Code, r.Row.Name, r.Row.IsShipped, r.Row.IsActive, r.Row.Number, Instrument.Of(r.Content)));
    }

    /// <returns>The definition; or what is wrong.</returns>
    public async Task<Outcome<AssessmentDefinition>> SaveAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManagePractice);
        var row = request.Id is not { } id ? null : await db.AssessmentDefinitions.FirstOrDefaultAsync(d => d.Id == id, cancel) ?? throw new NotFoundException();
        if (row is not null && row.StaleSince(request.Version) is { } stale) return stale;
        if (row is { IsShipped: true })
        {
            row.IsActive = request.IsActive;
            return await db.SaveEditAsync(actor, "assessment_definition.edited", row, null, [], null, cancel);
        }
        if (await ProblemsAsync(request, cancel) is { Length: > 0 } problems) return problems;
        var (code, name) = (TypedText.Kept(request.Code)!, TypedText.Kept(request.Name)!);
        if (row is null) return await AddAsync(actor, new() { Code = code, Name = name, IsActive = request.IsActive }, request.Instrument, cancel);
        (row.Code, row.Name, row.IsActive) = (code, name, request.IsActive);
        await RenewAsync(row, request.Instrument, cancel);
        return await db.SaveEditAsync(actor, "assessment_definition.edited", row, null, [], Taken, cancel);
    }

    private async Task<Outcome<AssessmentDefinition>> AddAsync(Actor actor, AssessmentDefinition row, Instrument instrument, CancellationToken cancel)
    {
        db.Add(new AssessmentDefinitionVersion { Definition = row, Number = 1, ComparableSince = 1, Content = instrument.ToText() });
        db.Audit(actor, "assessment_definition.added", row);
        return await db.SaveAsync(row, Taken, cancel);
    }

    private async Task RenewAsync(AssessmentDefinition row, Instrument instrument, CancellationToken cancel)
    {
        var now = await db.AssessmentDefinitionVersions.AsNoTracking().FirstAsync(v => v.DefinitionId == row.Id && v.Number == row.Number, cancel);
        if (now.Content == instrument.ToText()) return;
        row.Number++;
        db.Add(new AssessmentDefinitionVersion { Definition = row, Number = row.Number, ComparableSince = Instrument.Of(now.Content).ScoresLike(instrument) ? now.ComparableSince : row.Number, Content = instrument.ToText() });
    }

    private static Task<Problem[]> Taken(CancellationToken cancel) => Task.FromResult<Problem[]>([Problem.Conflict("Code", "Another instrument has this code.")]);

    private async Task<Problem[]> ProblemsAsync(Request request, CancellationToken cancel)
    {
        var instrument = request.Instrument;
        Problem[] problems =
        [
            .. TypedText.Check("Code", request.Code, 30, required: true), .. TypedText.Check("Name", request.Name, 100, required: true), .. TypedText.Check("Prompt", instrument.Prompt, 1000),
            .. TypedText.Check("Items", string.Join('\n', instrument.Items), 20_000), .. TypedText.Check("Scale", string.Join('\n', instrument.Scale.Select(s => s.Label)), 1000),
            .. TypedText.Check("Bands", string.Join('\n', instrument.Bands.Select(b => b.Label)), 1000), .. TypedText.Check("Source", instrument.Source, 1000), .. TypedText.Check("Licence", instrument.Licence, 1000, required: true),
            .. instrument.Check(),
        ];
        if (problems.Length > 0) return problems;
        var code = TypedText.Kept(request.Code)!;
        if (await db.AssessmentDefinitions.AnyAsync(d => d.Id != request.Id && d.Code == code, cancel)) return await Taken(cancel);
        return await db.AssessmentDefinitions.Where(d => d.Id != request.Id).Select(d => d.Name).TakenNameAsync(TypedText.Kept(request.Name)!, cancel) is { } taken ? [taken with { Field = "Name" }] : [];
    }
}
