using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Exports;

namespace TherapyCrm.Web.Pages.Appointments;

/// <summary>One appointment as a calendar file; it names the practice and never the client, because it travels.</summary>
[RequirePermission(Permission.ViewAppointments)]
public sealed class IcsModel(AppointmentDetails details, CurrentActor current) : PageModel
{
    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancel)
    {
        var view = await details.RunAsync(current.Actor, id, cancel);
        var (a, place) = (view.Appointment, view.Appointment.Location!);
        var summary = view.PracticeName is { } practice ? $"{a.Title} – {practice}" : a.Title;
        var where = a.Place == AppointmentPlace.Practice ? $"{place.Name}, {place.Address}, {place.City}" : null;
        var uid = string.Create(CultureInfo.InvariantCulture, $"appointment-{a.Id}@therapy-crm");
        var text = IcsFile.Of([new(uid, a.StartTime, a.EndTime, summary, where, a.Status == AppointmentStatus.Cancelled, a.Version)], current.Now);
        return File(Encoding.UTF8.GetBytes(text), IcsFile.ContentType, string.Create(CultureInfo.InvariantCulture, $"appointment-{a.Id}.ics"));
    }
}
