using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Documents;

/// <summary>Looks whether every document's file is in the store; for who keeps the installation.</summary>
public sealed class MissingFiles(CrmDbContext db, DocumentStore store) : IOperation
{
    /// <summary>How many are not, as one English sentence that names the first; null when all are there.</summary>
    public async Task<string?> ProblemAsync(CancellationToken cancel = default)
    {
        var (missing, first) = (0, 0L);
        await foreach (var document in db.Documents.AsNoTracking().OrderBy(d => d.Id).Select(d => new { d.Id, d.FilePath }).AsAsyncEnumerable().WithCancellation(cancel))
            if (document.FilePath.Length > 0 && !store.Has(document.FilePath))
                (missing, first) = (missing + 1, first == 0 ? document.Id : first);
        return missing == 0 ? null : $"{missing} files are missing; the first is that of document {first}. Look for them in a backup.";
    }
}
