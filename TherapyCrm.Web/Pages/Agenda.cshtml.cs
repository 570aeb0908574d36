using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages;

/// <summary>One person's days as a list with headings: what the calendar shows, for every reader.</summary>
[RequirePermission(Permission.ViewAppointments)]
public sealed class AgendaPage(WeekCalendar calendar, WeekCalendarPeople people, CurrentActor current, AuditReads reads, Shell shell, Times times) : PageModel
{
    public IReadOnlyList<CalendarPerson> People { get; private set; } = [];

    public CalendarPerson? Person { get; private set; }

    public CalendarAddress Address { get; private set; } = null!;

    public LocalDate Today { get; private set; }

    /// <summary>Each day shown with its entries; an entry over midnight stands under its first day.</summary>
    public IReadOnlyList<(LocalDate Day, IReadOnlyList<CalendarEntry> Entries)> Days { get; private set; } = [];

    public bool MayBook => current.Actor.May(Permission.BookAppointments);

    public async Task<IActionResult> OnGetAsync(long? user, string? date, string? view, CancellationToken cancel)
    {
        var day = UrlDates.Day(date);
        if ((date is { Length: > 0 } && day is null) || !CalendarAddress.IsView(view)) return NotFound();
        (People, var first) = await people.ReadAsync(current.Actor, cancel);
        Person = user is null ? first : People.FirstOrDefault(p => p.Id == user);
        if (user is not null && Person is null) return NotFound();
        Today = times.Now(await people.TimeZoneAsync(current.Actor, Person?.Id, cancel)).Date;
        Address = new("/agenda", Person?.Id ?? 0, day ?? Today, view is "month" or "day" ? view : "week");
        if (Person is null) return Page();
        var shown = await calendar.ReadAsync(current.Actor, new()
        {
            UserId = Person.Id,
            From = Address.From,
            To = Address.To,
            Initials = shell.PrivacyMode,
            Seen = count => reads.List("calendar.read", $"user={Person.Id} from={UrlDates.Text(Address.From)} to={UrlDates.Text(Address.To)}", count),
        }, cancel);
        var byDay = shown.Entries.ToLookup(e => e.Start.Date < Address.From ? Address.From : e.Start.Date);
        Days = [.. Enumerable.Range(0, Period.DaysBetween(Address.From, Address.To)).Select(Address.From.PlusDays).Select(d => (d, (IReadOnlyList<CalendarEntry>)[.. byDay[d]]))];
        return Page();
    }
}
