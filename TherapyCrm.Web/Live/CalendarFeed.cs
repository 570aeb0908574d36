using System.Globalization;
using NodaTime;
using NodaTime.Text;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Live;

/// <summary>One person's entries as the calendar in the browser reads them: by range, in wall-clock times.</summary>
public static class CalendarFeed
{
    /// <summary>One entry; <c>Class</c> tints it, <c>Url</c> opens it.</summary>
    public sealed record Entry(string Id, string Title, string Start, string End, string? Url, string Class);

    /// <summary>Maps the feed.</summary>
    public static void MapCalendarFeed(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/calendar/feed", [RequirePermission(Permission.ViewAppointments)] async (
            long user, string start, string end, WeekCalendar calendar, CurrentActor current, AuditReads reads, Pages.Shared.Shell shell, Words words, CancellationToken cancel) =>
        {
            if (DayOf(start) is not { } from || DayOf(end) is not { } to || to <= from || Period.DaysBetween(from, to) > WeekCalendar.LongestDays) return Results.NotFound();
            var days = await calendar.ReadAsync(current.Actor, new()
            {
                UserId = user,
                From = from,
                To = to,
                Initials = shell.PrivacyMode,
                Seen = count => reads.List("calendar.read", $"user={user} from={UrlDates.Text(from)} to={UrlDates.Text(to)}", count),
            }, cancel);
            return TypedResults.Ok(days.Entries.Select(e => Of(e, words)));
        }).ExcludeFromDescription();

    private static LocalDate? DayOf(string text) => text.Length >= 10 ? UrlDates.Day(text[..10]) : null;

    private static Entry Of(CalendarEntry e, Words words)
    {
        var (start, end) = (LocalDateTimePattern.GeneralIso.Format(e.Start), LocalDateTimePattern.GeneralIso.Format(e.End));
        if (e.Appointment is { IsSeen: true } a)
            return new(string.Create(CultureInfo.InvariantCulture, $"appointment-{a.Id}"), TitleOf(a, words), start, end,
                string.Create(CultureInfo.InvariantCulture, $"/appointments/{a.Id}"), $"tint-{a.Colour}{StateOf(a)}");
        if (e.BlockId is { } block) return new(string.Create(CultureInfo.InvariantCulture, $"block-{block}"), e.Title ?? "", start, end, null, "tint-9 is-block");
        return new(start, words[e.Appointment is null ? "Away" : "Taken"], start, end, null, "tint-9 is-block");
    }

    private static string TitleOf(BoardAppointment a, Words words) => string.Join(" · ", new[]
    {
        a.Who ?? (a.IsGroup ? $"{a.Title} ({a.Participants}{(a.MaxParticipants is { } most ? $"/{most}" : "")})" : words["Taken"]),
        a.IsGroup ? null : a.Title,
        a.Status switch
        {
            AppointmentStatus.NoShow => words["Missed"],
            AppointmentStatus.Completed => words["Completed"],
            _ => a.ArrivedAt is null ? null : words["Arrived"],
        },
    }.Where(s => !string.IsNullOrEmpty(s)));

    private static string StateOf(BoardAppointment a) => a.Status switch
    {
        AppointmentStatus.NoShow => " is-noshow",
        AppointmentStatus.Completed => " is-completed",
        _ => a.ArrivedAt is null ? "" : " is-arrived",
    };
}
