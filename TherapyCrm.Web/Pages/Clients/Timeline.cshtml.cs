using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Clients;

/// <summary>A client's whole story on one page: who it is on top, then what happened, newest first.</summary>
[RequirePermission(Permission.ViewClients)]
public sealed class ClientTimelinePage(Timeline timeline, VisitsAround visits, CurrentActor current, AuditReads reads, Words words) : PageModel
{
    /// <summary>Most characters of an entry that are shown.</summary>
    public const int LongestExcerpt = 280;

    [FromQuery(Name = "class")] public IReadOnlyList<TimelineClass> Classes { get; set; } = [];
    [FromQuery(Name = "learner")] public long? LearnerId { get; set; }
    [FromQuery(Name = "q")] public string? Text { get; set; }
    [FromQuery(Name = "until")] public string? Until { get; set; }
    [FromQuery(Name = "after")] public string? After { get; set; }

    /// <summary>The entries and whose they are.</summary>
    public TimelinePage Shown { get; private set; } = null!;

    /// <summary>The visits around now.</summary>
    public (NearVisit? Last, NearVisit? Next) Near { get; private set; }

    /// <summary>What is looked for, folded.</summary>
    public IReadOnlyList<string> Looked { get; private set; } = [];

    /// <summary>The entries under the months they fall into.</summary>
    public IEnumerable<IGrouping<LocalDate, TimelineEntry>> Months => Shown.Entries.GroupBy(e => new LocalDate(e.Day.Year, e.Day.Month, 1));

    public async Task OnGetAsync(long id, CancellationToken cancel)
    {
        Looked = FoundText.Words(Text);
        Shown = await timeline.RunAsync(current.Actor, new()
        {
            ClientId = id, Classes = [.. Classes.Distinct()], LearnerId = LearnerId, Text = Text, Until = UrlDates.Day(Until), After = TimelineKey.Parse(After),
        }, reads.Line, async scope => Near = await visits.OfAsync(scope, cancel), cancel);
    }

    /// <summary>The address with this class shown or no longer shown.</summary>
    public string With(TimelineClass kind) => Address(Classes.Contains(kind) ? Classes.Where(c => c != kind) : Classes.Append(kind), null);

    /// <summary>The address without any class chosen.</summary>
    public string WithAll => Address([], null);

    /// <summary>The address of this list from a key on; of its beginning when there is none.</summary>
    public string From(TimelineKey? after) => Address(Classes, after);

    /// <summary>The parts of an entry's text that are worth showing: where it was found, else its beginning.</summary>
    public IEnumerable<(string Label, IReadOnlyList<FoundPart> Parts)> Excerpts(TimelineEntry entry)
    {
        var lines = entry.Lines.Select(l => (Label: TimelineWords.Label(words, entry, l), Text: TimelineWords.Text(words, entry, l))).Where(l => l.Text.Length > 0).ToList();
        if (Looked.Count > 0 && lines.Where(l => FoundText.HasHit(l.Text, Looked)).ToList() is { Count: > 0 } hit) lines = hit;
        var left = LongestExcerpt;
        foreach (var (label, text) in lines)
        {
            if (left <= 0) yield break;
            yield return (label, FoundText.Excerpt(text, Looked, Math.Max(60, left)));
            left -= text.Length;
        }
    }

    private string Address(IEnumerable<TimelineClass> classes, TimelineKey? after)
    {
        var query = classes.Select(c => KeyValuePair.Create("class", (string?)c.ToString())).ToList();
        query.AddRange(new (string Name, string? Value)[] { ("learner", LearnerId?.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("q", Text), ("until", Until), ("after", after?.ToString()) }
            .Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => KeyValuePair.Create(p.Name, p.Value)));
        return QueryHelpers.AddQueryString(Url.Content($"~/clients/{RouteData.Values["id"]}/timeline"), query);
    }
}
