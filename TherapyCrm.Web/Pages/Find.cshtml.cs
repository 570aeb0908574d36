using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;

namespace TherapyCrm.Web.Pages;

/// <summary>The next times at which service, therapist, room, equipment and client all fit, each one press from being booked.</summary>
[RequirePermission(Permission.BookAppointments)]
public sealed class FindModel(BookingChoices choices, NextThatFits nextThatFits, ClientLookup clients, CurrentActor current) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "")]
    public FindForm Form { get; set; } = new();

    public BookingOptions Options { get; private set; } = null!;

    /// <summary>Null before anything was asked for.</summary>
    public IReadOnlyList<Fit>? Found { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Options = await choices.RunAsync(current.Actor, cancel);
        Form.LocationId ??= Options.Locations.FirstOrDefault(l => current.Actor.Locations.Contains(l.Id))?.Id ?? (Options.Locations is [var main, ..] ? main.Id : null);
        if (Form.ClientId is null && Form.Client is { Length: > 0 } typed && await clients.RunAsync(current.Actor, typed, cancel) is [var only]) Form.ClientId = only.Id;
        if (Form.LocationId is null || (Form.ServiceId is null && Form.Minutes is null)) return;
        var outcome = await nextThatFits.RunAsync(current.Actor, Form.ToRequest(), cancel);
        if (outcome.Succeeded) Found = outcome.Value;
        else this.AddProblems(outcome.Problems, "");
    }

    /// <summary>Length of what was found, in minutes.</summary>
    public int Minutes(Fit fit) => (int)(fit.EndTime - fit.StartTime).TotalMinutes;

    /// <summary>The booking form with what was found in it.</summary>
    public string Address(Fit fit) => QueryHelpers.AddQueryString(Url.Content("~/appointments/new"), new Dictionary<string, string?>
    {
        ["date"] = UrlDates.Text(fit.Start.Date),
        ["start"] = UrlDates.Text(fit.Start.TimeOfDay),
        ["therapistId"] = Number(fit.TherapistId),
        ["roomId"] = Number(fit.RoomId),
        ["locationId"] = Number(Form.LocationId),
        ["serviceId"] = Number(Form.ServiceId),
        ["minutes"] = Number(Form.Minutes),
        ["clientId"] = Number(Form.ClientId),
        ["equipmentId"] = Number(Form.EquipmentId),
        ["place"] = Form.NoRoom ? nameof(AppointmentPlace.Online) : null,
    }.Where(pair => pair.Value is not null));

    private static string? Number(long? id) => id?.ToString(CultureInfo.InvariantCulture);
}
