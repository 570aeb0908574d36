using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;

namespace TherapyCrm.Domain.Data;

/// <summary>A compiled query that is asked all the time: its translation is kept, once for each database's model.</summary>
internal sealed class KeptQuery<T>(Func<T> compile) where T : Delegate
{
    private readonly ConditionalWeakTable<IModel, T> kept = [];

    public T On(CrmDbContext db) => kept.GetValue(db.Model, _ => compile());
}
