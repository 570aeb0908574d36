using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using NodaTime.Text;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages;

/// <summary>One person's week or month to look at; the agenda says the same as a list.</summary>
[RequirePermission(Permission.ViewAppointments)]
public sealed class CalendarPage(WeekCalendarPeople people, CurrentActor current, Times times) : PageModel
{
    public IReadOnlyList<CalendarPerson> People { get; private set; } = [];

    public CalendarPerson? Person { get; private set; }

    public CalendarAddress Address { get; private set; } = null!;

    /// <summary>Today where the reader is.</summary>
    public LocalDate Today { get; private set; }

    /// <summary>The person's wall clock, as the calendar reads it.</summary>
    public string Now { get; private set; } = "";

    public bool MayBook => current.Actor.May(Permission.BookAppointments);

    /// <summary>12 or 24.</summary>
    public string HourFormat => current.Session?.Uses24Hours is false ? "12" : "24";

    public async Task<IActionResult> OnGetAsync(long? user, string? date, string? view, CancellationToken cancel)
    {
        var day = UrlDates.Day(date);
        if ((date is { Length: > 0 } && day is null) || !CalendarAddress.IsView(view)) return NotFound();
        (People, var first) = await people.ReadAsync(current.Actor, cancel);
        Person = user is null ? first : People.FirstOrDefault(p => p.Id == user);
        if (user is not null && Person is null) return NotFound();
        var now = times.Now(await people.TimeZoneAsync(current.Actor, Person?.Id, cancel));
        (Today, Now) = (now.Date, LocalDateTimePattern.GeneralIso.Format(now));
        Address = new("/calendar", Person?.Id ?? 0, day ?? Today, view is "month" ? "month" : "week");
        return Page();
    }
}
