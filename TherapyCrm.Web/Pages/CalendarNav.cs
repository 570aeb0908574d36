using NodaTime;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Web.Pages;

/// <summary>Previous, today, next and the title of a calendar or agenda.</summary>
public sealed record CalendarNav(CalendarAddress Address, LocalDate Today, string Title, string? Name);

/// <summary>The form that turns to another day or person.</summary>
public sealed record CalendarPick(CalendarAddress Address, IReadOnlyList<CalendarPerson> People);
