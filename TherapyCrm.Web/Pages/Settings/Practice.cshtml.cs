using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Localization;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>The practice's own name, addresses and languages.</summary>
[RequirePermission(Permission.ManagePractice)]
public sealed class PracticePage(EditPractice edit, PracticeSetup setup, CurrentActor current, Words words) : EditPage<PracticeForm>(current)
{
    protected override async Task<PracticeForm?> StoredAsync(CancellationToken cancel) =>
        await setup.PracticeAsync(Actor, cancel) is { } practice ? PracticeForm.Of(practice) : null;

    protected override async Task<(IReadOnlyList<Problem> Problems, string Next, string Notice)> SaveAsync(CancellationToken cancel)
    {
        var outcome = await edit.RunAsync(Actor, Form.ToRequest(), cancel);
        return (outcome.Problems, "/settings", words["Saved."]);
    }
}
