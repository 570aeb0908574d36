using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Domain.Scheduling.CommandLine;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;
using TherapyCrm.Web.Pages.Appointments;

namespace TherapyCrm.Web.Pages.Palette;

/// <summary>What a typed booking line comes to: the filled form, and what has to be asked back.</summary>
/// <param name="Choices">What the first ambiguous name could mean; empty when nothing is ambiguous.</param>
/// <param name="Remarks">What was taken for granted, could not be read or was not found.</param>
public sealed record ReadLine(BookingForm Form, string? ClientName, IReadOnlyList<LineChoice> Choices, IReadOnlyList<string> Remarks, bool IsClear);

/// <summary>One meaning of an ambiguous name, as the address says it.</summary>
public sealed record LineChoice(string Parameter, long Id, string Label, string Note);

/// <summary>What was chosen for the ambiguous names of a line.</summary>
public sealed record LineAnswers(long? ClientId = null, long? TherapistId = null, long? RoomId = null, long? ServiceId = null);

/// <summary>Looks up the names of a typed booking line.</summary>
public sealed class BookingLine(ClientLookup clients, BookingChoices choices, NextThatFits nextThatFits, Words words, Times times)
{
    /// <summary>True for a line that wants to book.</summary>
    public static bool Is(string? line) =>
        line?.TrimStart().Split(' ', 2) is [var verb, ..] && Folded.Text(verb) is "book" or "reserver" or "rdv";

    /// <summary>Reads the line.</summary>
    public async Task<ReadLine> ReadAsync(Actor actor, string line, LineAnswers answers, CancellationToken cancel)
    {
        var options = await choices.RunAsync(actor, cancel);
        var here = options.Locations.FirstOrDefault(l => actor.Locations.Contains(l.Id)) ?? (options.Locations is [var first, ..] ? first : null);
        var command = BookingCommand.Parse(line, times.Now(here?.TimeZone ?? "UTC").Date);
        var read = new LineNames(options, words);
        var client = answers.ClientId ?? await ClientAsync(actor, command.Client, read, cancel);
        var therapist = answers.TherapistId ?? read.Therapist(command.Therapist);
        var room = answers.RoomId ?? read.Room(command.Room);
        var service = answers.ServiceId ?? read.Service(command.Service);
        foreach (var word in command.Words) read.Anything(word, ref therapist, ref room, ref service);
        var form = new BookingForm
        {
            ClientId = client,
            TherapistId = therapist,
            RoomId = room,
            ServiceCodeId = service,
            LocationId = options.Rooms.FirstOrDefault(r => r.Id == room)?.LocationId ?? LocationOf(options, therapist) ?? here?.Id,
            Date = UrlDates.Text(command.Date ?? times.Now(here?.TimeZone ?? "UTC").Date),
            StartTime = command.Time is { } time ? UrlDates.Text(time) : null,
            DurationMinutes = command.Minutes,
            Place = command.Place ?? AppointmentPlace.Practice,
            Frequency = command.Repeat?.Frequency,
            DaysOfWeek = [.. command.Days],
            Interval = command.Repeat?.Interval is > 1 and var interval ? interval : null,
            OccurrenceCount = command.Repeat?.Count,
            EndDate = command.Repeat?.Until is { } until ? UrlDates.Text(until) : null,
        };
        await FreeRoomAsync(actor, form, command, cancel);
        return new(form, read.ClientName, read.Choices, [.. read.Remarks, .. command.Questions.Concat(command.Assumptions).Select(Say)], read.IsClear && command.Questions.Count == 0);
    }

    /// <summary>A room that is free then, when none was named.</summary>
    private async Task FreeRoomAsync(Actor actor, BookingForm form, BookingCommand command, CancellationToken cancel)
    {
        if (form.RoomId is not null || form.Place != AppointmentPlace.Practice || form.LocationId is not { } location || command.Time is not { } time) return;
        if (UrlDates.Day(form.Date) is not { } day || (form.DurationMinutes is null && form.ServiceCodeId is null)) return;
        var fits = await nextThatFits.RunAsync(actor, new()
        {
            LocationId = location, ServiceCodeId = form.ServiceCodeId, Minutes = form.DurationMinutes, TherapistId = form.TherapistId,
            From = day, Earliest = time, Weeks = 1, Most = 1,
        }, cancel);
        if (fits is { Succeeded: true, Value: [var fit, ..] } && fit.Start == day + time) form.RoomId = fit.RoomId;
    }

    private async Task<long?> ClientAsync(Actor actor, string? typed, LineNames read, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        var found = await clients.RunAsync(actor, typed, cancel);
        var exact = NameMatch.In(found, typed, c => c.Name);
        return read.One("clientId", typed, exact.Count == 1 ? exact : found, c => c.Id, c => c.Name, c => c.FileNumber);
    }

    private string Say(Problem problem) => words[problem.Message, [.. problem.Args.Select(a => a is LocalDate day ? Times.Day(day) : a is LocalTime time ? times.Clock(time) : a)]];

    private static long? LocationOf(BookingOptions options, long? therapist) =>
        options.Staff.FirstOrDefault(s => s.Id == therapist)?.LocationIds is [var only] ? only : null;
}
