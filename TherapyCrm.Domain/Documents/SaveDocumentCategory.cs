using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Domain.Documents;

/// <summary>Adds a category of documents, changes it, or retires it. A clinical one stays clinical: else its documents would open to who may not read them.</summary>
public sealed class SaveDocumentCategory(CrmDbContext db) : IOperation
{
    /// <summary>What it should be; without an id a new one.</summary>
    public sealed record Request
    {
        public long? Id { get; init; }
        public int? Version { get; init; }
        public required string Name { get; init; }
        public string? Description { get; init; }
        public bool IsClinical { get; init; }
        public bool IsActive { get; init; } = true;
    }

    /// <returns>The saved row; or what is wrong.</returns>
    public async Task<Outcome<DocumentCategory>> RunAsync(Actor actor, Request request, CancellationToken cancel = default)
    {
        actor.MustHave(Permission.ManagePractice);
        Problem[] problems = [.. TypedText.Check("name", request.Name, 100, required: true), .. TypedText.Check("description", request.Description, 1000)];
        if (problems.Length > 0) return problems;
        if (await db.DocumentCategories.Where(x => x.Id != request.Id).Select(x => x.Name).TakenNameAsync(request.Name, cancel) is { } taken) return taken;
        var row = request.Id is { } id
            ? await db.DocumentCategories.FirstOrDefaultAsync(x => x.Id == id, cancel) ?? throw new NotFoundException()
            : new DocumentCategory { Name = "" };
        if (request.Id is not null && row.StaleSince(request.Version) is { } stale) return stale;
        if (row.IsClinical && !request.IsClinical) return Problem.Conflict("isClinical", "A clinical category stays clinical. Make another one for what is not.");
        (row.Name, row.Description, row.IsClinical, row.IsActive) = (TypedText.Kept(request.Name)!, TypedText.Kept(request.Description), request.IsClinical, request.IsActive);
        if (request.Id is not null) return await db.SaveEditAsync(actor, "document_category.edited", row, null, [], null, cancel);
        db.Add(row);
        db.Audit(actor, "document_category.added", row);
        return await db.SaveAsync(row, cancel: cancel);
    }
}
