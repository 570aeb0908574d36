using System.Globalization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Appointments;

/// <summary>The clients, and for a group their learners, whom somebody begins to type.</summary>
[RequirePermission(Permission.BookAppointments)]
public sealed class ClientsModel(ClientLookup lookup, GroupMembers members, CurrentActor current, Words words) : PageModel
{
    /// <summary>One to choose.</summary>
    public sealed record Option(string Value, string Label, string Note);

    public IReadOnlyList<Option> Found { get; private set; } = [];

    /// <summary>The last option opens the fields of a new client, with what was typed as the name.</summary>
    public bool AddsClient { get; private set; }

    /// <param name="learners">Offer learners as participants of their own.</param>
    /// <param name="add">Offer to add a client who is not on file.</param>
    public async Task OnGetAsync(string? q, bool learners, bool add, CancellationToken cancel)
    {
        AddsClient = add && current.Actor.May(Permission.EditClients);
        Response.Headers.CacheControl = "no-store";
        var clients = await lookup.RunAsync(current.Actor, q, cancel);
        var theirs = learners ? await members.LearnersAsync(current.Actor, [.. clients.Select(c => c.Id)], cancel) : null;
        Found = [.. clients.SelectMany(c => (theirs?[c.Id] ?? []).Select(l => new Option(BookingAsked.Text(new(c.Id, l.Id)), l.Name, c.Name))
            .Prepend(new(c.Id.ToString(CultureInfo.InvariantCulture), c.Name, Note(c))))];
    }

    private string Note(ClientOption client) => string.Join(" · ", new[] { client.FileNumber, client.Age is { } age ? words["{0} years", age] : null, client.Learner }.OfType<string>());
}
