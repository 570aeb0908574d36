using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;

namespace TherapyCrm.Web.Commands.Demo;

/// <summary>What one client of the demo's therapist answered over the last weeks: a depression score that comes down, and an anxiety score.</summary>
public sealed class DemoAssessments(DemoOperations run, ActorLoader actors, NotesDue due, AssessmentPage page, ClientAssessments clientAssessments)
{
    private static readonly (int DaysAgo, int?[] Answers)[] Depression =
    [
        (70, [3, 3, 2, 2, 2, 3, 2, 1, 1]), (49, [2, 3, 2, 2, 2, 2, 2, 1, 1]), (28, [2, 2, 1, 2, 1, 2, 1, 1, 0]), (14, [1, 1, 1, 2, null, 1, 1, 1, 0]), (2, [1, 1, 1, 1, 0, 1, 1, 0, 0]),
    ];
    private static readonly (int DaysAgo, int?[] Answers)[] Anxiety = [(49, [2, 2, 2, 1, 1, 2, 2]), (2, [1, 1, 2, 1, 1, 1, 1])];

    /// <summary>Writes them as the therapist.</summary>
    public async Task SeedAsync(Actor application, long therapistId, CancellationToken cancel)
    {
        var therapist = await actors.LoadAsync(therapistId, application.Now, cancel);
        if ((await due.RunAsync(therapist, cancel)).Missing is not [var visit, ..]) return;
        var instruments = (await clientAssessments.RunAsync(therapist, visit.ClientId, cancel: cancel)).Instruments;
        foreach (var (code, series) in new[] { ("PHQ-9", Depression), ("GAD-7", Anxiety) })
            foreach (var (daysAgo, answers) in series)
                await AnswerAsync(therapist with { Now = application.Now - Duration.FromDays(daysAgo) }, visit.ClientId, instruments.First(i => i.Name.StartsWith(code, StringComparison.Ordinal)).Id, answers, cancel);
    }

    private async Task AnswerAsync(Actor therapist, long clientId, long definition, int?[] answers, CancellationToken cancel)
    {
        var begun = await run.DoAsync((StartAssessment start) => start.RunAsync(therapist, new(clientId, null, definition), cancel));
        var body = (await page.RunAsync(therapist, begun.Id, cancel: cancel)).Body;
        await run.DoAsync((FinishAssessment finish) => finish.RunAsync(therapist, new() { AssessmentId = begun.Id, Seen = begun.Version, Window = null, Body = body with { Answers = answers }, MayLackItems = true }, cancel));
    }
}
