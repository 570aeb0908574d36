using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;
using TherapyCrm.Web.Pages.Appointments;

namespace TherapyCrm.Web.Pages.Blocks;

/// <summary>What making and changing a block share.</summary>
public abstract class BlockPage(BookingChoices choices, CurrentActor current, Words words) : PageModel
{
    [BindProperty]
    public BlockForm Form { get; set; } = new();

    public BookingOptions Options { get; private set; } = null!;

    /// <summary>What is in the way.</summary>
    public WaysOut Ways { get; private set; } = WaysOut.None;

    /// <summary>The heading of page and dialog.</summary>
    public abstract string Heading { get; }

    /// <summary>The address the form posts to.</summary>
    public abstract string Action { get; }

    /// <summary>True once there is a block that can be taken off.</summary>
    public virtual bool MayCancel => false;

    /// <summary>Who asks.</summary>
    protected CurrentActor Current => current;

    /// <summary>The words of the screen.</summary>
    protected Words Words => words;

    /// <summary>Reads what the selects offer.</summary>
    protected async Task ReadAsync(CancellationToken cancel) => Options = await choices.RunAsync(current.Actor, cancel);

    /// <summary>The form again, with what is wrong.</summary>
    protected async Task<IActionResult> AgainAsync(IReadOnlyList<Problem> problems, CancellationToken cancel)
    {
        await ReadAsync(cancel);
        Ways = WaysOut.Of(problems, current.Actor) with { MayOverbook = false };
        if (ModelState.IsValid) ModelState.Clear();
        return this.ShowForm("_BlockForm", [.. problems.Select(AtItsField)]);
    }

    /// <summary>Closes the dialog over the board, or goes to the board's day.</summary>
    protected IActionResult After(Block block, string said)
    {
        var day = $"/board?date={UrlDates.Text(block.LocalStart.Date)}&location={block.LocationId}";
        var isOwn = Request.Headers["HX-Current-URL"].ToString().Contains("/blocks/", StringComparison.Ordinal);
        return !this.WantsFragment() || isOwn ? this.GoTo(day) : AppointmentEnd.CloseDialog(this, new(said, null), $"block-{block.Id}");
    }

    private static Problem AtItsField(Problem problem) => problem.Field switch
    {
        "therapistId" => problem with { Field = "Staff" },
        "durationMinutes" => problem with { Field = "EndTime" },
        _ => BookingPage.AtItsField(problem),
    };
}
