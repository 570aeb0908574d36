using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Appointments;

/// <summary>What every page around the booking form shares: its choices, the client it is about, and what stands in the way.</summary>
public abstract class BookingPage(BookingDesk desk) : PageModel
{
    /// <summary>The fields in the order of the form, for the summary of errors.</summary>
    public static readonly string[] FieldOrder =
    [
        "Form.Client", "Form.FirstName", "Form.LastName", "Form.Phone", "Form.DateOfBirth", "Form.LearnerId", "Form.ServiceCodeId", "Form.DurationMinutes", "Form.Date", "Form.StartTime", "Form.TherapistId",
        "Form.LocationId", "Form.Place", "Form.RoomId", "Form.PlaceNote", "Form.Notes", "Form.Staff", "Form.Equipment", "Form.Title", "Form.IsGroupSession",
        "Form.MaxParticipants", "Form.Participants", "Form.Frequency", "Form.Interval", "Form.DaysOfWeek", "Form.OccurrenceCount", "Form.EndDate", "Form.Dates",
    ];

    [BindProperty]
    public BookingForm Form { get; set; } = new();

    /// <summary>What the selects offer.</summary>
    public BookingOptions Options { get; private set; } = null!;

    /// <summary>The chosen client, once there is one.</summary>
    public BookedClient? Client { get; private set; }

    /// <summary>Clients the typed name fits, when it fits several.</summary>
    public IReadOnlyList<ClientOption> Matches { get; private set; } = [];

    /// <summary>Files that may be the new client's; empty when nobody looks alike.</summary>
    public IReadOnlyList<LikelyDuplicate> Alike { get; protected set; } = [];

    /// <summary>Names of those chosen for the group.</summary>
    public IReadOnlyDictionary<ParticipantWanted, string> Members { get; private set; } = new Dictionary<ParticipantWanted, string>();

    /// <summary>What can be done about a refusal.</summary>
    public WaysOut Ways { get; protected set; } = WaysOut.None;

    /// <summary>What was taken for granted or could not be read, said above the form.</summary>
    public IReadOnlyList<string> Remarks { get; protected set; } = [];

    /// <summary>The heading of page and dialog.</summary>
    public abstract string Heading { get; }

    /// <summary>What the button says.</summary>
    public abstract string SaveLabel { get; }

    /// <summary>The address the form posts to.</summary>
    public abstract string Action { get; }

    /// <summary>A series is made when booking, not when changing one appointment.</summary>
    public virtual bool MayRepeat => false;

    /// <summary>A room that is free is taken when none is chosen.</summary>
    public virtual bool FindsRoom => false;

    /// <summary>A client who is not on file can be added along with the booking.</summary>
    public bool MayAddClient => MayRepeat && Actor.May(Permission.EditClients);

    /// <summary>Where the focus begins: at the first answer that is missing, else at the button.</summary>
    public virtual string Focus => Client is null ? nameof(BookingForm.Client) : Form.ServiceCodeId is null && Form.DurationMinutes is null ? nameof(BookingForm.ServiceCodeId) : "";

    private BookingOptions.House? MainLocation => Options.Locations is [var first, ..] ? first : null;

    /// <summary>Who asks.</summary>
    protected Actor Actor => desk.Current.Actor;

    /// <summary>The words of the screen.</summary>
    protected Words Words => desk.Words;

    /// <summary>Shows more of the form: the learners and usual choices of the client, or one more row.</summary>
    public async Task<IActionResult> OnPostFillAsync(string? add, CancellationToken cancel)
    {
        await ReadAsync(cancel);
        FillIn();
        if (add == "staff") Form.Staff.Add(new());
        if (add == "equipment") Form.Equipment.Add(new());
        ModelState.Clear();
        return this.PageOr("_BookingForm");
    }

    /// <summary>Reads what the form needs in order to be shown or saved.</summary>
    protected async Task ReadAsync(CancellationToken cancel)
    {
        Options = await desk.Choices.RunAsync(Actor, cancel);
        if (Form.PickedClientId is { } picked) (Form.ClientId, Form.Client, Form.PickedClientId) = (picked, null, null);
        else if (HttpMethods.IsPost(Request.Method) && string.IsNullOrWhiteSpace(Form.Client)) Form.ClientId = null;
        if (Form.ClientId is { } said && await desk.Usual.RunAsync(Actor, said, cancel) is var one && IsMeant(one)) Client = one;
        else Form.ClientId = null;
        if (Form.ClientId is null && !string.IsNullOrWhiteSpace(Form.Client))
        {
            Matches = await desk.Clients.RunAsync(Actor, Form.Client, cancel);
            if (TheOne(Matches, Form.Client) is { } match) Client = await desk.Usual.RunAsync(Actor, match.Id, cancel);
        }
        if (Client is not null)
        {
            (Form.ClientId, Form.Client, Matches) = (Client.Id, Client.Name, []);
            if (Client.Learners.All(l => l.Id != Form.LearnerId)) Form.LearnerId = null;
        }
        await AddMemberAsync(cancel);
        Members = await desk.Members.RunAsync(Actor, [.. Form.Participants.Select(BookingAsked.Participant).OfType<ParticipantWanted>()], cancel);
    }

    /// <summary>Takes from the client's latest booking and from the choices what nobody has said.</summary>
    protected void FillIn()
    {
        if (Client is not null && Form.ServiceCodeId is null && Form.Title is null && Client.Before is { ServiceCodeId: { } service } last
            && Options.Services.FirstOrDefault(s => s.Id == service) is { } usual && (Form.DurationMinutes is null || Form.DurationMinutes == last.Minutes))
        {
            Form.ServiceCodeId = service;
            Form.DurationMinutes = (Client.UsualMinutes ?? last.Minutes) is var minutes && minutes == usual.Minutes ? null : minutes;
            if (Form.RoomId is null) Form.Place = last.Place;
            Form.LearnerId ??= Client.Learners.Any(l => l.Id == last.LearnerId) ? last.LearnerId : null;
        }
        Form.LocationId ??= Options.Rooms.FirstOrDefault(r => r.Id == Form.RoomId)?.LocationId
            ?? Options.Locations.FirstOrDefault(l => Actor.Locations.Contains(l.Id))?.Id ?? MainLocation?.Id;
        Form.TherapistId ??= Options.Therapists.FirstOrDefault(t => t.Id == Client?.TherapistId)?.Id
            ?? Options.Therapists.FirstOrDefault(t => t.Id == Client?.Before?.TherapistId)?.Id;
    }

    /// <summary>The day it is at the chosen location.</summary>
    public NodaTime.LocalDate Today() =>
        desk.Times.Now((Options.Locations.FirstOrDefault(l => l.Id == Form.LocationId) ?? MainLocation)?.TimeZone ?? "UTC").Date;

    /// <summary>Puts the pressed way out into the form.</summary>
    protected void Take(string? way)
    {
        if (!WaysOut.Read(way, out var taken)) return;
        (Form.Date, Form.StartTime) = (taken.Date, taken.Time);
        if (Form.Place == AppointmentPlace.Practice) Form.RoomId = taken.RoomId ?? Form.RoomId;
    }

    /// <summary>The form again with all that was typed, what is wrong, and the ways out.</summary>
    protected async Task<IActionResult> AgainAsync(IReadOnlyList<Problem> problems, CancellationToken cancel)
    {
        if (Options is null) await ReadAsync(cancel);
        Ways = WaysOut.Of(problems, Actor);
        if (ModelState.IsValid) ModelState.Clear();
        return this.ShowForm("_BookingForm", [.. problems.Select(AtItsField)]);
    }

    /// <summary>The only match, or the only one of exactly that name.</summary>
    private static ClientOption? TheOne(IReadOnlyList<ClientOption> found, string typed)
    {
        if (found is [var only]) return only;
        return found.Where(f => Folded.Text(f.Name) == Folded.Text(typed)).ToList() is [var exact] ? exact : null;
    }

    /// <summary>Without a script a changed name leaves the number of the one before behind; the name counts.</summary>
    private bool IsMeant(BookedClient one) => string.IsNullOrWhiteSpace(Form.Client) || Folded.Text(Form.Client) == Folded.Text(one.Name);

    internal static Problem AtItsField(Problem problem)
    {
        if (problem.Field.Length == 0) return problem;
        var field = char.ToUpperInvariant(problem.Field[0]) + problem.Field[1..];
        return problem with { Field = field == "ClientId" ? "Client" : field };
    }

    private async Task AddMemberAsync(CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(Form.AddParticipant)) return;
        var found = await desk.Clients.RunAsync(Actor, Form.AddParticipant, cancel);
        if (TheOne(found, Form.AddParticipant) is not { } match) return;
        var member = BookingAsked.Text(new(match.Id, null));
        if (!Form.Participants.Contains(member)) Form.Participants.Add(member);
        Form.AddParticipant = null;
    }
}

/// <summary>What the pages around the booking form work with.</summary>
public sealed class BookingDesk(BookingChoices choices, UsualBooking usual, ClientLookup clients, GroupMembers members, CurrentActor current, Words words, Times times)
{
    public BookingChoices Choices => choices;
    public UsualBooking Usual => usual;
    public ClientLookup Clients => clients;
    public GroupMembers Members => members;
    public CurrentActor Current => current;
    public Words Words => words;
    public Times Times => times;
}
