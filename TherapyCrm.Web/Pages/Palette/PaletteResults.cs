using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Localization;
using TherapyCrm.Web.Pages.Appointments;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Palette;

/// <summary>One thing to go to or do.</summary>
/// <param name="InDialog">A form that opens where one is.</param>
public sealed record PaletteEntry(string Href, string Icon, string Label, string? Note = null, bool InDialog = false);

/// <summary>Entries under one heading.</summary>
public sealed record PaletteGroup(string Title, IReadOnlyList<PaletteEntry> Entries);

/// <summary>Everything a typed text may lead to, for the palette and for the search page.</summary>
public sealed class PaletteResults(ClientLookup clients, NextAppointments next, BookingLine bookingLine, CurrentActor current, Shell shell, Words words, Times times)
{
    /// <summary>What fits, only what the person may see; and remarks about a booking line.</summary>
    public async Task<(IReadOnlyList<PaletteGroup> Groups, IReadOnlyList<string> Remarks)> OfAsync(string? text, CancellationToken cancel)
    {
        if (BookingLine.Is(text) && current.Actor.May(Permission.BookAppointments)) return await BookAsync(text!, cancel);
        var groups = new List<PaletteGroup>();
        if (!string.IsNullOrWhiteSpace(text) && current.Actor.May(Permission.ViewClients)) groups.AddRange(await PeopleAsync(text, cancel));
        var pages = PalettePages.For(current.Actor, words).Where(p => string.IsNullOrWhiteSpace(text) || NameMatch.In([p], text, e => e.Label).Count > 0).ToList();
        if (pages.Count > 0) groups.Add(new(words["Pages"], pages));
        return (groups, []);
    }

    private async Task<IEnumerable<PaletteGroup>> PeopleAsync(string text, CancellationToken cancel)
    {
        var found = await clients.RunAsync(current.Actor, text, cancel);
        var coming = current.Actor.May(Permission.ViewAppointments) ? await next.RunAsync(current.Actor, [.. found.Take(5).Select(c => c.Id)], cancel) : [];
        PaletteGroup[] groups =
        [
            new(words["Clients"], [.. found.Select(c => new PaletteEntry(Id("/clients/", c.Id), "user", Shown(c.Name), c.Learner is null ? c.FileNumber : $"{c.FileNumber} · {Shown(c.Learner)}"))]),
            new(words["Appointments"], [.. coming.Select(a => new PaletteEntry(
                Id("/appointments/", a.Id), "calendar", Shown(found.First(c => c.Id == a.ClientId).Name), $"{times.Moment(a.Start)} · {a.Therapist}", InDialog: true))]),
        ];
        return groups.Where(g => g.Entries.Count > 0);
    }

    private async Task<(IReadOnlyList<PaletteGroup>, IReadOnlyList<string>)> BookAsync(string line, CancellationToken cancel)
    {
        var read = await bookingLine.ReadAsync(current.Actor, line, new(), cancel);
        var address = QueryHelpers.AddQueryString("/appointments/new", "line", line);
        if (read.Choices.Count == 0)
            return ([new(words["Book"], [new(address, "calendar-plus", words["Book {0}", read.ClientName is { } name ? Shown(name) : "…"], Summary(read), InDialog: true)])], read.Remarks);
        var asked = read.Choices.Select(c => new PaletteEntry(
            QueryHelpers.AddQueryString(address, c.Parameter, c.Id.ToString(CultureInfo.InvariantCulture)), "calendar-plus", Shown(c), c.Note, InDialog: true));
        return ([new(words["Which one do you mean?"], [.. asked])], read.Remarks);
    }

    private string Summary(ReadLine read)
    {
        var day = Http.UrlDates.Day(read.Form.Date);
        var time = Http.UrlDates.Time(read.Form.StartTime);
        string?[] parts =
        [
            day is { } d ? Times.Day(d) : null,
            time is { } t ? times.Clock(t) : null,
            read.Form.DurationMinutes is { } minutes ? words["{0} min", minutes] : null,
            read.Form.Frequency is { } often ? words.Of(often) : null,
        ];
        return string.Join(" · ", parts.OfType<string>());
    }

    private string Shown(LineChoice choice) => choice.Parameter == "clientId" ? Shown(choice.Label) : choice.Label;

    private string Shown(string name) => shell.PrivacyMode ? PersonNames.Initials(name) : name;

    private static string Id(string path, long id) => path + id.ToString(CultureInfo.InvariantCulture);
}
