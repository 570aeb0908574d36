using System.Text.Json;
using NodaTime.Text;

namespace TherapyCrm.Domain.Scheduling;

/// <summary>A booking request as a date to place keeps it: short enough for its column, whatever the group's size.</summary>
internal sealed record WantedBooking(
    long Client, long? Learner, long Therapist, long Location, string Start, int? Minutes, long? Room, AppointmentPlace Place, string? PlaceNote, long? Service,
    string? Title, string? Notes, string[] Staff, string[] Equipment, bool Group, int? Most, string[] Participants)
{
    private const int LongestNotes = 500;

    public static string Write(BookingRequest r)
    {
        var notes = r.Notes is { Length: > LongestNotes } ? r.Notes[..LongestNotes] : r.Notes;
        return JsonSerializer.Serialize(new WantedBooking(
            r.ClientId, r.LearnerId, r.TherapistId, r.LocationId, LocalDateTimePattern.GeneralIso.Format(r.Start), r.Minutes, r.RoomId, r.Place, r.PlaceNote, r.ServiceCodeId,
            r.Title, notes, [.. r.Staff.Select(s => $"{s.UserId}:{(int)s.Role}")], [.. r.Equipment.Select(e => $"{e.EquipmentId}:{e.Quantity}")], r.IsGroupSession, r.MaxParticipants,
            [.. r.Participants.Select(p => p.LearnerId is { } learner ? $"{p.ClientId}:{learner}" : $"{p.ClientId}")]));
    }

    public static BookingRequest Read(string json)
    {
        var w = JsonSerializer.Deserialize<WantedBooking>(json)!;
        return new()
        {
            ClientId = w.Client,
            LearnerId = w.Learner,
            TherapistId = w.Therapist,
            LocationId = w.Location,
            Start = LocalDateTimePattern.GeneralIso.Parse(w.Start).Value,
            Minutes = w.Minutes,
            RoomId = w.Room,
            Place = w.Place,
            PlaceNote = w.PlaceNote,
            ServiceCodeId = w.Service,
            Title = w.Title,
            Notes = w.Notes,
            Staff = [.. w.Staff.Select(Numbers).Select(n => new StaffWanted(n[0], (TherapistRole)n[1]))],
            Equipment = [.. w.Equipment.Select(Numbers).Select(n => new EquipmentWanted(n[0], (int)n[1]))],
            IsGroupSession = w.Group,
            MaxParticipants = w.Most,
            Participants = [.. w.Participants.Select(Numbers).Select(n => new ParticipantWanted(n[0], n.Length > 1 ? n[1] : null))],
        };
    }

    private static long[] Numbers(string text) => [.. text.Split(':').Select(n => long.Parse(n, System.Globalization.CultureInfo.InvariantCulture))];
}
