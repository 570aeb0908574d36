using Microsoft.AspNetCore.Mvc;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Localization;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Clients;

/// <summary>Changes what the desk writes about a client.</summary>
[RequirePermission(Permission.EditClients)]
public sealed class EditClientPage(EditClient editClient, ClientPage clientPage, PracticeChoices choices, ClientTypes types, CurrentActor current, Words words)
    : EditPage<ClientForm>(current), IClientFormPage
{
    private ClientFile? file;

    [FromRoute] public long Id { get; set; }

    /// <summary>Whom the page is about.</summary>
    public ClientHeading Head => file!.Head;

    /// <inheritdoc/>
    public IReadOnlyList<Choice> Therapists { get; private set; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<ClientTypeBadge> Types { get; private set; } = [];

    /// <inheritdoc/>
    public bool TypesFileNumber => false;

    /// <inheritdoc/>
    public IReadOnlyList<LikelyDuplicate> Duplicates => [];

    protected override async Task<ClientForm?> StoredAsync(CancellationToken cancel)
    {
        file = await clientPage.RunAsync(Actor, Id, cancel);
        return file.MayEdit ? ClientForm.Of(file.Client, file.Type?.Id) : throw new ForbiddenException();
    }

    protected override async Task LoadAsync(CancellationToken cancel)
    {
        file ??= await clientPage.RunAsync(Actor, Id, cancel);
        Therapists = await choices.TherapistsAsync(Actor, Form.TherapistId, cancel);
        Types = await types.ChoicesAsync(Actor, file.Client.ClientTypeId, cancel);
    }

    protected override async Task<(IReadOnlyList<Problem> Problems, string Next, string Notice)> SaveAsync(CancellationToken cancel)
    {
        var outcome = await editClient.RunAsync(Actor, new(Id, Form.Version, Form.ToDetails()), cancel);
        return (outcome.Problems, $"/clients/{Id}", words["Saved."]);
    }
}
