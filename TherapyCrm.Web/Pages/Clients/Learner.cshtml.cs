using Microsoft.AspNetCore.Mvc;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Localization;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Clients;

/// <summary>Adds or changes a dependent in care under a client.</summary>
[RequirePermission(Permission.EditClients)]
public sealed class LearnerPage(AddLearner add, EditLearner edit, ClientHead clientHead, ClientPage clientPage, PracticeChoices choices, CurrentActor current, Words words)
    : EditPage<LearnerForm>(current)
{
    [FromRoute] public long Id { get; set; }
    [FromRoute] public long? LearnerId { get; set; }

    /// <summary>Whom the learner belongs to.</summary>
    public ClientHeading Head { get; private set; } = null!;

    /// <summary>Who can teach.</summary>
    public IReadOnlyList<Choice> Instructors { get; private set; } = [];

    protected override async Task<LearnerForm?> StoredAsync(CancellationToken cancel) =>
        LearnerId is { } learner ? LearnerForm.Of(await clientPage.LearnerAsync(Actor, Id, learner, cancel)) : null;

    protected override async Task LoadAsync(CancellationToken cancel)
    {
        Head = await clientHead.RunAsync(Actor, Id, cancel: cancel);
        Instructors = await choices.TherapistsAsync(Actor, Form.InstructorId, cancel);
    }

    protected override async Task<(IReadOnlyList<Problem> Problems, string Next, string Notice)> SaveAsync(CancellationToken cancel)
    {
        if (LearnerId is { } known) await clientPage.LearnerAsync(Actor, Id, known, cancel);
        var outcome = LearnerId is { } learner
            ? await edit.RunAsync(Actor, new(learner, Form.Version, Form.ToDetails()), cancel)
            : await add.RunAsync(Actor, new(Id, Form.ToDetails()), cancel);
        return (outcome.Problems, $"/clients/{Id}/people", words["Saved."]);
    }
}
