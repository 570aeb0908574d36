using Microsoft.AspNetCore.Mvc;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Localization;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>Adds an instrument, words it anew, or takes it out of use; one that came with the application is only switched.</summary>
[RequirePermission(Permission.ManagePractice)]
public sealed class InstrumentPage(AssessmentDefinitions definitions, CurrentActor current, Words words) : EditPage<InstrumentForm>(current)
{
    [FromRoute] public long? Id { get; set; }

    /// <summary>The instrument as it is stored; null for a new one.</summary>
    public AssessmentDefinitionRow? Row { get; private set; }

    protected override async Task<InstrumentForm?> StoredAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        return Row is null ? null : InstrumentForm.Of(Row);
    }

    protected override async Task LoadAsync(CancellationToken cancel)
    {
        if (Id is not null) Row ??= (await definitions.AllAsync(Actor, cancel)).FirstOrDefault(r => r.Id == Id) ?? throw new NotFoundException();
    }

    protected override async Task<(IReadOnlyList<Problem> Problems, string Next, string Notice)> SaveAsync(CancellationToken cancel)
    {
        var outcome = await definitions.SaveAsync(Actor, new(Id, Form.Version, Form.Code, Form.Name, Form.IsActive, Form.ToInstrument()), cancel);
        return (outcome.Problems, "/settings/assessments", words["Saved."]);
    }
}
