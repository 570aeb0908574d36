using Microsoft.EntityFrameworkCore;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Tests.Support;

namespace TherapyCrm.Tests.Clinical;

/// <summary>A therapist with a client, and the steps of writing in one line each.</summary>
public sealed class NoteWorld(CrmApp? app = null) : IDisposable
{
    public CrmApp App { get; } = app ?? new();
    public StaffMember Therapist { get; private set; } = null!;
    public Client Client { get; private set; } = null!;

    public static async Task<NoteWorld> StartAsync(CrmApp? app = null)
    {
        var world = new NoteWorld(app);
        world.Therapist = await world.App.Given.StaffAsync(UserRole.Therapist);
        world.Client = await world.App.Given.ClientAsync("Sara", "Cho", world.Therapist.Id);
        return world;
    }

    public void Dispose() => App.Dispose();

    public static NoteBody Text(string text, DateOnly? date = null) =>
        new() { Facts = new() { Date = date ?? new DateOnly(2026, 11, 20) }, Sections = [new("Subjective", text), new("Objective", ""), new("Assessment", ""), new("Plan", "")] };

    public Task<T> AsAsync<TOperation, T>(Func<TOperation, Actor, Task<T>> work, StaffMember? who = null) where TOperation : notnull => App.AsAsync((who ?? Therapist).Id, work);

    public async Task<SessionNote> BegunAsync(long? appointment = null, StaffMember? who = null) => Value(await AsAsync((StartNote o, Actor a) =>
        o.RunAsync(a, appointment is null ? new() { ClientId = Client.Id, Format = NoteFormat.Soap } : new() { AppointmentId = appointment }), who));

    public Task<NoteInHand> InHandAsync(long note, StaffMember? who = null) => AsAsync((NoteEditor o, Actor a) => o.RunAsync(a, note), who);

    public Task<NoteView> ReadAsync(long note, StaffMember? who = null) => AsAsync((NotePage o, Actor a) => o.RunAsync(a, note), who);

    /// <summary>Keeps a text in the newest draft.</summary>
    public async Task<Outcome<SaveNoteDraft.Saved>> SaveAsync(long note, string text)
    {
        var draft = (await InHandAsync(note)).Drafts[^1];
        return await AsAsync((SaveNoteDraft o, Actor a) => o.RunAsync(a, new(note, draft.Id, draft.Version, NoteWorld.Text(text))));
    }

    public async Task<Outcome<SessionNote>> SignAsync(long note, NoteBody body, string password = Given.Password, bool setOthersAside = false, StaffMember? who = null)
    {
        var draft = (await InHandAsync(note, who)).Drafts[^1];
        return await AsAsync((SignNote o, Actor a) => o.RunAsync(a, new() { NoteId = note, DraftId = draft.Id, Seen = draft.Version, Body = body, Proof = new(password), SetOthersAside = setOthersAside }), who);
    }

    public async Task<SessionNote> SignedAsync(string text, DateOnly? date = null, Func<NoteBody, NoteBody>? change = null)
    {
        var body = Text(text, date);
        return Value(await SignAsync((await BegunAsync()).Id, change?.Invoke(body) ?? body));
    }

    public async Task<SessionNote> AmendedAsync(long note, string text, string reason = "A word was wrong", StaffMember? who = null)
    {
        Value(await AsAsync((AmendNote o, Actor a) => o.RunAsync(a, note), who));
        return Value(await SignAsync(note, Text(text) with { Reason = reason }, who: who));
    }

    public async Task<Appointment> VisitAsync(AppointmentStatus status = AppointmentStatus.Completed, int hoursAgo = 3)
    {
        var start = App.Clock.Now - Duration.FromHours(hoursAgo);
        var local = Zones.ToLocal(start, "America/Vancouver");
        var visit = new Appointment { Title = "Session", ClientId = Client.Id, TherapistId = Therapist.Id, LocationId = await App.Given.LocationAsync() };
        visit.PlaceAt(local, "America/Vancouver", 50, start);
        await App.Given.SaveAsync(visit);
        await App.DbAsync(db => db.Appointments.Where(a => a.Id == visit.Id).ExecuteUpdateAsync(u => u.SetProperty(a => a.Status, status)));
        return visit;
    }

    private static T Value<T>(Outcome<T> outcome) => outcome.Succeeded ? outcome.Value : throw new InvalidOperationException(string.Join(", ", outcome.Problems));
}
