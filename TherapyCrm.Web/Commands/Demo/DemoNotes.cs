using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clinical;

namespace TherapyCrm.Web.Commands.Demo;

/// <summary>The notes of one therapist of the demo: all signed but those of the last two visits.</summary>
public sealed class DemoNotes(DemoOperations run, DemoPlans plans, ActorLoader actors, NotesDue due, NoteEditor editor)
{
    private static readonly (string Said, string Seen, string Thought, string Next)[] Stories =
    [
        ("Slept better since the last session. Argued with the sister once, and left the room in time.", "Calm, well oriented, good eye contact.", "The breathing exercise is used outside the sessions now.", "- keep the sleep diary\n- breathing before the next family dinner"),
        ("A hard week: **two panic attacks** on the bus, none at work.", "Tense at first, calmer after the grounding exercise.", "The bus is the next step of the ladder.", "1. one stop with a friend\n2. one stop alone"),
        ("The new job began on Monday. Worried about being found out.", "Lively, some tears when speaking of the father.", "Old rule: *mistakes are not forgiven*. First doubts about it.", "- write down three mistakes that were forgiven"),
        ("Nothing special happened, says the week was grey.", "Slowed, little variation of voice.", "Activity has gone down since the exams.", "- one walk a day, noted with mood before and after"),
    ];

    /// <summary>Writes them with the person's own password.</summary>
    public async Task SeedAsync(Actor application, long therapistId, string password, CancellationToken cancel)
    {
        var therapist = await actors.LoadAsync(therapistId, application.Now, cancel);
        var visits = (await due.RunAsync(therapist, cancel)).Missing.Skip(2).Reverse().ToList();
        var begun = new List<(SessionNote Note, Instant At)>();
        foreach (var visit in visits)
        {
            var note = await run.DoAsync((StartNote start) => start.RunAsync(therapist, new() { AppointmentId = visit.AppointmentId, Format = NoteFormat.Soap }, cancel));
            var at = application.Now - Duration.FromDays(Math.Max(0, (application.Now.InUtc().Date - visit.Start.Date).Days - 1));
            begun.Add((note, at < application.Now ? at : application.Now));
        }
        var goals = await plans.SeedAsync(therapist, begun.GroupBy(b => (b.Note.ClientId, b.Note.LearnerId)).OrderByDescending(g => g.Count()).Select(g => g.Key), password, cancel);
        var sessions = new Dictionary<(long, long?), int>();
        foreach (var ((note, at), i) in begun.Select((b, i) => (b, i)))
        {
            var person = (note.ClientId, note.LearnerId);
            sessions[person] = sessions.GetValueOrDefault(person) + 1;
            await SignAsync(therapist with { Now = at }, note.Id, i, [.. (goals.GetValueOrDefault(person) ?? []).Select((g, n) => Said(g, n, sessions[person]))], password, cancel);
        }
    }

    // Upwards, with a bad week now and then.
    private static GoalProgress Said(GoalView goal, int n, int session)
    {
        var attempts = 10;
        var correct = Math.Clamp(2 + session - (session % 4 == 3 ? 2 : 0) - n, 0, attempts);
        return new() { GoalId = goal.Row.Id, Goal = goal.Text.Description, Correct = correct, Attempts = attempts, Status = GoalStatus.InProgress, Remark = session % 4 == 3 ? "A hard week" : null };
    }

    private async Task SignAsync(Actor therapist, long noteId, int i, IReadOnlyList<GoalProgress> progress, string password, CancellationToken cancel)
    {
        var draft = (await editor.RunAsync(therapist, noteId, cancel)).Drafts[0];
        var (said, seen, thought, next) = Stories[i % Stories.Length];
        await run.DoAsync((SignNote sign) => sign.RunAsync(therapist, new()
        {
            NoteId = noteId, DraftId = draft.Id, Seen = draft.Version, Proof = new(password),
            Body = draft.Body with
            {
                Sections = [new("Subjective", said), new("Objective", seen), new("Assessment", thought), new("Plan", next)],
                Mood = i % 4 == 3 ? "Depressed" : i % 4 == 1 ? "Anxious" : "Euthymic",
                Affect = "Full range",
                Risk = "None apparent",
                Progress = progress.Count == 0 ? null : progress,
            },
        }, cancel));
    }
}
