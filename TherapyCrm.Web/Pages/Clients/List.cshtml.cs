using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Pages.Clients;

/// <summary>The clients one may see, searched and filtered; the address carries what was asked for.</summary>
[RequirePermission(Permission.ViewClients)]
public sealed class ClientListPage(ClientList clientList, PracticeChoices choices, ClientTypes types, CurrentActor current) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "q")] public string? Text { get; set; }
    [BindProperty(SupportsGet = true)] public ClientStatus? Status { get; set; }
    [BindProperty(SupportsGet = true)] public Priority? Priority { get; set; }
    [BindProperty(SupportsGet = true)] public long? Therapist { get; set; }
    [BindProperty(SupportsGet = true)] public LanguageCode? Language { get; set; }
    [BindProperty(SupportsGet = true)] public long? Type { get; set; }
    [BindProperty(SupportsGet = true)] public ClientSort Sort { get; set; }
    [FromQuery(Name = "page")] public int Number { get; set; } = 1;

    /// <summary>What was found.</summary>
    public PageOf<ClientRow> Found { get; private set; } = new([], 1, 50, 0);

    /// <summary>Whose clients can be asked for.</summary>
    public IReadOnlyList<Choice> Therapists { get; private set; } = [];

    /// <summary>Types that can be asked for.</summary>
    public IReadOnlyList<ClientTypeBadge> Types { get; private set; } = [];

    /// <summary>True when the reader may add clients.</summary>
    public bool MayAdd => current.Actor.May(Permission.EditClients);

    /// <summary>True when anything narrows the list.</summary>
    public bool IsFiltered => !string.IsNullOrWhiteSpace(Text) || Status is not null || Priority is not null || Therapist is not null || Language is not null || Type is not null;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Therapists = await choices.TherapistsAsync(current.Actor, Therapist, cancel);
        Types = await types.ChoicesAsync(current.Actor, Type, cancel);
        Found = await clientList.RunAsync(current.Actor, new()
        {
            Text = Text, Status = Status, Priority = Priority, TherapistId = Therapist, Language = Language, TypeId = Type, Sort = Sort, Page = Number,
        }, cancel);
    }
}
