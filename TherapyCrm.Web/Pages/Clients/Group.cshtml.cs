using Microsoft.AspNetCore.Mvc;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Clients;

/// <summary>Brings a client together with others in a care group, changes the group, or ends it.</summary>
[RequirePermission(Permission.EditClients)]
public sealed class CareGroupPage(SaveCareGroup save, RemoveCareGroup remove, CareGroups groups, ClientHead clientHead, CurrentActor current, Words words) : EditPage<CareGroupForm>(current)
{
    [FromRoute] public long Id { get; set; }
    [FromRoute] public long? GroupId { get; set; }

    /// <summary>From whose file the group was opened.</summary>
    public ClientHeading Head { get; private set; } = null!;

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancel)
    {
        var group = await groups.OneAsync(Actor, Id, GroupId ?? 0, cancel);
        var outcome = await remove.RunAsync(Actor, new(group.Id), cancel);
        if (outcome.Succeeded) return this.Done($"/clients/{Id}/people", words["The group is ended."]);
        await LoadAsync(cancel);
        return this.ShowForm("", outcome.Problems);
    }

    protected override async Task<CareGroupForm?> StoredAsync(CancellationToken cancel) =>
        GroupId is { } group ? CareGroupForm.Of(await groups.OneAsync(Actor, Id, group, cancel)) : null;

    protected override async Task LoadAsync(CancellationToken cancel)
    {
        Head = await clientHead.RunAsync(Actor, Id, cancel: cancel);
        if (GroupId is null && Form.Members.Count == 0) Form.Members = CareGroupForm.For(Head).Members;
        Form.MakeRoom();
    }

    protected override async Task<(IReadOnlyList<Problem> Problems, string Next, string Notice)> SaveAsync(CancellationToken cancel)
    {
        Head = await clientHead.RunAsync(Actor, Id, cancel: cancel);
        if (GroupId is { } known) await groups.OneAsync(Actor, Id, known, cancel);
        foreach (var member in Form.Members.Where(m => m.ClientId is null && m.IsTyped)) member.ClientId = await groups.NumberedAsync(Actor, member.Client!, cancel);
        var outcome = await save.RunAsync(Actor, new()
        {
            Id = GroupId, Version = Form.Version, Format = Form.Format, DefaultDuration = Form.DefaultDuration,
            Members = [.. Form.Filled.Select(i => Form.Members[i]).Select(m => new SaveCareGroup.Member(m.ClientId ?? 0, new(m.FeeBase, m.FeeTaxRate, m.FeeTotal)))],
        }, cancel);
        return ([.. outcome.Problems.Select(Form.AtPlace)], $"/clients/{Id}/people", words["Saved."]);
    }
}
