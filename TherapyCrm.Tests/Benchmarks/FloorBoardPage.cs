using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Tests.Benchmarks;

/// <summary>The bare page.</summary>
public sealed class FloorBoardPage(CrmDbContext db) : PageModel
{
    internal List<Floor.Row> Rows { get; private set; } = [];

    public async Task OnGetAsync(long location, string from, string to) => Rows = await Floor.DayAsync(db, location, from, to);
}
