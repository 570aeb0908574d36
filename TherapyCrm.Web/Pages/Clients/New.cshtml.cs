using Microsoft.AspNetCore.Mvc;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Clients;

/// <summary>Opens a file, warning while typing of files that may be the same person's.</summary>
[RequirePermission(Permission.EditClients)]
public sealed class NewClientPage(AddClient addClient, ClientDuplicates duplicates, PracticeChoices choices, ClientTypes types, FileNumbers fileNumbers, CurrentActor current, Words words)
    : EditPage<ClientForm>(current), IClientFormPage
{
    /// <inheritdoc/>
    public IReadOnlyList<Choice> Therapists { get; private set; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<LikelyDuplicate> Duplicates { get; private set; } = [];

    public async Task<IActionResult> OnGetDuplicatesAsync([FromQuery(Name = "Form")] ClientForm typed, CancellationToken cancel) =>
        this.Fragment("_Duplicates", await duplicates.RunAsync(Actor, typed.ToQuestion(), cancel));

    protected override Task<ClientForm?> StoredAsync(CancellationToken cancel) => Task.FromResult<ClientForm?>(null);

    /// <inheritdoc/>
    public IReadOnlyList<ClientTypeBadge> Types { get; private set; } = [];

    /// <inheritdoc/>
    public bool TypesFileNumber { get; private set; }

    protected override async Task LoadAsync(CancellationToken cancel)
    {
        Therapists = await choices.TherapistsAsync(Actor, Form.TherapistId, cancel);
        Types = await types.ChoicesAsync(Actor, cancel: cancel);
        TypesFileNumber = await fileNumbers.AreTypedAsync(Actor, cancel);
    }

    protected override async Task<(IReadOnlyList<Problem> Problems, string Next, string Notice)> SaveAsync(CancellationToken cancel)
    {
        Duplicates = await duplicates.RunAsync(Actor, Form.ToQuestion(), cancel);
        if (Form.Unseen(Duplicates).Count > 0)
        {
            ModelState.Remove("Form.SeenDuplicates");
            return ([Problem.Warning("", "There may be a file of this person already. If it is somebody else, save again.")], "", "");
        }
        var outcome = await addClient.RunAsync(Actor, new(Form.ToDetails(), Form.FileNumber), cancel);
        return (outcome.Problems, $"/clients/{outcome.Value?.Id}", words["{0} now has file {1}.", outcome.Value?.FullName, outcome.Value?.FileNumber]);
    }
}

/// <summary>What the form of a client needs beside what is typed.</summary>
public interface IClientFormPage : IEditPage
{
    ClientForm Form { get; }

    /// <summary>Who can be in charge.</summary>
    IReadOnlyList<Choice> Therapists { get; }

    /// <summary>The practice's types.</summary>
    IReadOnlyList<ClientTypeBadge> Types { get; }

    /// <summary>True when the number of the new file is asked for.</summary>
    bool TypesFileNumber { get; }

    /// <summary>Files that may be the same person's.</summary>
    IReadOnlyList<LikelyDuplicate> Duplicates { get; }
}
