using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Appointments;

/// <summary>Says where what is saved differs from what somebody has typed.</summary>
public static class BookingDifferences
{
    /// <summary>The saved value of each field that differs, with the field's label.</summary>
    public static IEnumerable<(string Label, string Value)> Of(BookingForm saved, BookingForm typed, BookingOptions options, Words words)
    {
        (string Label, string? Saved, string? Typed)[] fields =
        [
            ("Client", saved.Client, typed.Client),
            ("Service", Service(saved.ServiceCodeId), Service(typed.ServiceCodeId)),
            ("Minutes", saved.DurationMinutes?.ToString(System.Globalization.CultureInfo.InvariantCulture), typed.DurationMinutes?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("Date", saved.Date, typed.Date),
            ("Start", saved.StartTime, typed.StartTime),
            ("Therapist", Person(saved.TherapistId), Person(typed.TherapistId)),
            ("Location", House(saved.LocationId), House(typed.LocationId)),
            ("Room", Room(saved.RoomId), Room(typed.RoomId)),
            ("Place", words.Of(saved.Place), words.Of(typed.Place)),
            ("Where exactly", saved.PlaceNote, typed.PlaceNote),
            ("Notes for the desk", saved.Notes, typed.Notes),
            ("Title", saved.Title, typed.Title),
        ];
        return fields.Where(f => (f.Saved ?? "") != (f.Typed ?? "")).Select(f => (words[f.Label], f.Saved is { Length: > 0 } value ? value : "–"));

        string? Service(long? id) => options.Services.FirstOrDefault(s => s.Id == id)?.Name;
        string? Person(long? id) => options.Staff.FirstOrDefault(s => s.Id == id)?.Name;
        string? House(long? id) => options.Locations.FirstOrDefault(l => l.Id == id)?.Name;
        string? Room(long? id) => options.Rooms.FirstOrDefault(r => r.Id == id)?.Name;
    }
}
