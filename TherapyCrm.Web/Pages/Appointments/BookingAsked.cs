using System.Globalization;
using NodaTime.Text;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Http;

namespace TherapyCrm.Web.Pages.Appointments;

/// <summary>Turns a filled form into a request, and a request back into a form.</summary>
public static class BookingAsked
{
    /// <summary>The request, or what is still missing or unreadable.</summary>
    public static Outcome<BookingRequest> ToRequest(this BookingForm form)
    {
        var problems = new List<Problem>();
        var (day, time) = (UrlDates.Day(form.Date), UrlDates.Time(form.StartTime));
        if (form.ClientId is null) problems.Add(Problem.Invalid("Client", "Please choose a client."));
        if (day is null) problems.Add(Problem.Invalid("Date", "Please give a date."));
        if (time is null) problems.Add(Problem.Invalid("StartTime", "Please say when it starts."));
        if (form.TherapistId is null) problems.Add(Problem.Invalid("TherapistId", "Please choose a therapist."));
        if (form.LocationId is null) problems.Add(Problem.Invalid("LocationId", "Please choose a location."));
        if (problems.Count > 0) return problems.ToArray();
        return new BookingRequest
        {
            ClientId = form.ClientId!.Value,
            LearnerId = form.LearnerId,
            TherapistId = form.TherapistId!.Value,
            LocationId = form.LocationId!.Value,
            Start = day!.Value + time!.Value,
            Offset = OffsetPattern.GeneralInvariant.Parse(form.Offset ?? "") is { Success: true } offset ? offset.Value : null,
            Minutes = form.DurationMinutes,
            RoomId = form.Place == AppointmentPlace.Practice ? form.RoomId : null,
            Place = form.Place,
            PlaceNote = form.Place == AppointmentPlace.Practice ? null : form.PlaceNote,
            ServiceCodeId = form.ServiceCodeId,
            Title = form.Title,
            Notes = form.Notes,
            Staff = [.. form.Staff.Where(s => s.UserId is not null).Select(s => new StaffWanted(s.UserId!.Value, s.Role))],
            Equipment = [.. form.Equipment.Where(e => e.EquipmentId is not null).Select(e => new EquipmentWanted(e.EquipmentId!.Value, e.Quantity ?? 1))],
            IsGroupSession = form.IsGroupSession,
            MaxParticipants = form.IsGroupSession ? form.MaxParticipants : null,
            Participants = form.IsGroupSession ? [.. form.Participants.Select(Participant).OfType<ParticipantWanted>()] : [],
            AllowOutsideHours = form.AllowOutsideHours,
            OverbookReason = TypedText.Kept(form.OverbookReason),
        };
    }

    /// <summary>The form that would ask for this.</summary>
    public static BookingForm ToForm(this BookingRequest request, string clientName, int? version = null) => new()
    {
        ClientId = request.ClientId,
        Client = clientName,
        LearnerId = request.LearnerId,
        TherapistId = request.TherapistId,
        LocationId = request.LocationId,
        Date = UrlDates.Text(request.Start.Date),
        StartTime = UrlDates.Text(request.Start.TimeOfDay),
        Offset = request.Offset is { } offset ? OffsetPattern.GeneralInvariant.Format(offset) : null,
        DurationMinutes = request.Minutes,
        RoomId = request.RoomId,
        Place = request.Place,
        PlaceNote = request.PlaceNote,
        ServiceCodeId = request.ServiceCodeId,
        Title = request.Title,
        Notes = request.Notes,
        Staff = [.. request.Staff.Select(s => new BookingForm.StaffRow { UserId = s.UserId, Role = s.Role })],
        Equipment = [.. request.Equipment.Select(e => new BookingForm.DeviceRow { EquipmentId = e.EquipmentId, Quantity = e.Quantity })],
        IsGroupSession = request.IsGroupSession,
        MaxParticipants = request.MaxParticipants,
        Participants = [.. request.Participants.Select(Text)],
        Version = version,
    };

    /// <summary>A participant as the form carries it.</summary>
    public static string Text(ParticipantWanted who) => string.Create(CultureInfo.InvariantCulture, $"{who.ClientId}{(who.LearnerId is { } l ? $":{l}" : "")}");

    /// <summary>A participant read back; null when the text names none.</summary>
    public static ParticipantWanted? Participant(string? text)
    {
        var parts = (text ?? "").Split(':');
        if (parts.Length > 2 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var client)) return null;
        if (parts.Length == 1) return new(client, null);
        return long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var learner) ? new(client, learner) : null;
    }
}
