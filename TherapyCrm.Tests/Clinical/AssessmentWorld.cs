using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Clinical;

/// <summary>A therapist with a client, and the steps of assessing in one line each.</summary>
public sealed class AssessmentWorld(CrmApp? app = null) : IDisposable
{
    public CrmApp App { get; } = app ?? new();
    public StaffMember Therapist { get; private set; } = null!;
    public Client Client { get; private set; } = null!;

    /// <summary>In a practice where notes are written already.</summary>
    public AssessmentWorld(NoteWorld notes) : this(notes.App) => (Therapist, Client) = (notes.Therapist, notes.Client);

    public static async Task<AssessmentWorld> StartAsync(CrmApp? app = null)
    {
        var world = new AssessmentWorld(app);
        world.Therapist = await world.App.Given.StaffAsync(UserRole.Therapist);
        world.Client = await world.App.Given.ClientAsync("Sara", "Cho", world.Therapist.Id);
        return world;
    }

    public void Dispose() => App.Dispose();

    public Task<T> AsAsync<TOperation, T>(Func<TOperation, Actor, Task<T>> work, StaffMember? who = null) where TOperation : notnull => App.AsAsync((who ?? Therapist).Id, work);

    public Task<long> DefinitionAsync(string code) => App.DbAsync(db => db.AssessmentDefinitions.Where(d => d.Code == code).Select(d => d.Id).SingleAsync());

    public async Task<Assessment> BegunAsync(string? code = "PHQ-9", long? learner = null)
    {
        long? definition = code is null ? null : await DefinitionAsync(code);
        return Value(await AsAsync((StartAssessment o, Actor a) => o.RunAsync(a, new(Client.Id, learner, definition))));
    }

    public Task<AssessmentView> ReadAsync(long id, StaffMember? who = null) => AsAsync((AssessmentPage o, Actor a) => o.RunAsync(a, id), who);

    public async Task<Outcome<Assessment>> FinishAsync(long id, Func<AssessmentBody, AssessmentBody> change, int? seen = null, StaffMember? who = null, bool mayLackItems = true)
    {
        var view = await ReadAsync(id, who);
        return await AsAsync((FinishAssessment o, Actor a) => o.RunAsync(a, new() { AssessmentId = id, Seen = seen ?? view.Assessment.Version, Window = null, Body = change(view.Body), MayLackItems = mayLackItems }), who);
    }

    public async Task<Assessment> AnsweredAsync(int?[] answers, DateOnly? date = null, string code = "PHQ-9", string? summary = null, long? learner = null) =>
        Value(await FinishAsync((await BegunAsync(code, learner)).Id, b => b with { Answers = answers, Date = date ?? new DateOnly(2026, 11, 20), Summary = summary }));

    public Task<ClientAssessmentList> ListAsync(StaffMember? who = null) => AsAsync((ClientAssessments o, Actor a) => o.RunAsync(a, Client.Id), who);

    public static T Value<T>(Outcome<T> outcome) => outcome.Succeeded ? outcome.Value : throw new InvalidOperationException(string.Join(", ", outcome.Problems));
}
