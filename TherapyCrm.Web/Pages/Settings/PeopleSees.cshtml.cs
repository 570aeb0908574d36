using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>"What can this person see, and why?": the deciding row for each permission on one client.</summary>
[RequirePermission(Permission.ManagePermissions)]
public sealed class PeopleSeesPage(ExplainAccess explainAccess, People people, CurrentActor current) : PageModel
{
    [BindProperty(SupportsGet = true)] public long Id { get; set; }
    [BindProperty(SupportsGet = true, Name = "file")] public string? FileNumber { get; set; }
    [BindProperty(SupportsGet = true)] public long? Learner { get; set; }
    public PersonRow Person { get; private set; } = null!;
    public IReadOnlyList<Choice> Learners { get; private set; } = [];

    /// <summary>Null when no client was asked about, or none is in sight.</summary>
    public IReadOnlyList<ExplainAccess.Answer>? Answers { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Person = (await people.OneAsync(current.Actor, Id, cancel)).Person;
        if (await people.ClientOfAsync(current.Actor, FileNumber, cancel) is not { } client) return;
        Learners = await people.LearnersAsync(current.Actor, client, cancel);
        if (Learners.All(l => l.Id != Learner)) Learner = null;
        Answers = await explainAccess.RunAsync(current.Actor, Id, client, Learner, cancel);
    }
}

/// <summary>The rows of the decision table in words.</summary>
public static class DecisionRows
{
    /// <summary>English sentence for each row that pages can meet.</summary>
    public static readonly IReadOnlyDictionary<int, string> Why = new Dictionary<int, string>
    {
        [1] = "Cannot use the program now: not active, locked out, or a new password is due.",
        [2] = "Denied to this person, whatever else allows it.",
        [3] = "Denied to this person on this record.",
        [6] = "An emergency view of this client is open.",
        [8] = "Granted to this person on this record.",
        [9] = "A role or a grant allows it with every client.",
        [10] = "A role or a grant allows it at the person's locations, and the client is seen at one of them.",
        [11] = "A role or a grant allows it with assigned clients, and this is one of them.",
        [12] = "Nothing allows it.",
    };
}
