using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages;

/// <summary>Dates of series that wait for a time and place, so that none is forgotten.</summary>
[RequirePermission(Permission.ViewAppointments)]
public sealed class ToPlaceModel(ToPlace toPlace, SkipSeriesDate skip, BookingChoices choices, AuditReads reads, CurrentActor current, Shell shell, Words words) : PageModel
{
    private BookingOptions? options;

    public IReadOnlyList<DateToPlace> Dates { get; private set; } = [];

    public bool MayBook => current.Actor.May(Permission.BookAppointments);

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    /// <summary>Records a date as skipped.</summary>
    public async Task<IActionResult> OnPostSkipAsync(long id, int? version, CancellationToken cancel)
    {
        var outcome = await skip.RunAsync(current.Actor, new(id, version), cancel);
        if (outcome.Succeeded) shell.Notice = words["Skipped."];
        await ReadAsync(cancel);
        if (!outcome.Succeeded) this.AddProblems(outcome.Problems, "");
        return Page();
    }

    /// <summary>Therapist and room that were wanted.</summary>
    public IEnumerable<string> With(BookingRequest wanted) => new[]
    {
        options?.Staff.FirstOrDefault(s => s.Id == wanted.TherapistId)?.Name,
        options?.Rooms.FirstOrDefault(r => r.Id == wanted.RoomId)?.Name,
    }.OfType<string>();

    private async Task ReadAsync(CancellationToken cancel)
    {
        Dates = await toPlace.ListAsync(current.Actor, cancel: cancel);
        reads.List("series.to-place", "all", Dates.Count);
        if (MayBook) options = await choices.RunAsync(current.Actor, cancel);
    }
}
