using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Practice;

/// <summary>Whether a person can be put in charge of somebody in care.</summary>
internal static class StaffChecks
{
    /// <summary>The problem at the field when the person does not work here; one who was there before may stay.</summary>
    public static async Task<IReadOnlyList<Problem>> CheckStaffAsync(this CrmDbContext db, string field, long? wanted, long? before, CancellationToken cancel) =>
        wanted is null || wanted == before || await db.Users.AnyAsync(u => u.Id == wanted && u.IsActive, cancel)
            ? []
            : [Problem.Invalid(field, "Please choose a person who works here.")];
}
