using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Access;

/// <summary>Carries out what may arrive twice at the same instant: the slower one looks again, and finds what the faster one made.</summary>
public sealed class AtOnce(CrmDbContext db) : IOperation
{
    /// <summary>Does the work, and once more when a key was taken by a hair.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (DbUpdateException e) when (CrmDbContext.IsDuplicate(e))
        {
            db.ChangeTracker.Clear();
            return await work();
        }
    }
}
