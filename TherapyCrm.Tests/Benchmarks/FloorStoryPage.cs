using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Tests.Benchmarks;

/// <summary>The bare page of a story.</summary>
public sealed class FloorStoryPage(CrmDbContext db) : PageModel
{
    internal Floor.Told Story { get; private set; } = null!;

    public async Task OnGetAsync(long client) => Story = await Floor.StoryAsync(db, client);
}
