using System.ComponentModel;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>One location's week of a person, as it is typed.</summary>
public sealed class LocationWeek
{
    public long LocationId { get; set; }
    public bool WorksHere { get; set; }
    public List<DayHours> Days { get; set; } = WeekForm.Of([]);

    /// <inheritdoc/>
    public override string ToString() => string.Join("; ", Days.Select(d => d.ToString()).Where(d => d.Contains('–', StringComparison.Ordinal)));
}

/// <summary>Where and when a person works, as it is typed.</summary>
public sealed class StaffForm : IEditForm
{
    public int? Version { get; set; }
    [DisplayName("Title")] public string? Title { get; set; }
    [DisplayName("Can be booked")] public bool IsBookable { get; set; }
    public long? PrimaryLocationId { get; set; }
    [DisplayName("Working hours")] public List<LocationWeek> Weeks { get; set; } = [];
    public List<long> SkillIds { get; set; } = [];
    [DisplayName("Languages")] public List<LanguageCode> Languages { get; set; } = [];
    public bool ConfirmBookings { get; set; }

    /// <summary>The form of a stored person.</summary>
    public static StaffForm Of(StaffMember s, IEnumerable<Location> locations) => new()
    {
        Version = s.Version, Title = s.Title, IsBookable = s.IsBookable, PrimaryLocationId = s.Locations.Find(l => l.IsPrimary)?.LocationId,
        SkillIds = s.Skills.ConvertAll(k => k.SkillId), Languages = [.. LanguageCodes.Split(s.SecondaryLanguages)],
        Weeks = [.. locations.Where(l => l.IsActive || s.Locations.Exists(w => w.LocationId == l.Id)).Select(l => new LocationWeek
        {
            LocationId = l.Id, WorksHere = s.Locations.Exists(w => w.LocationId == l.Id),
            Days = WeekForm.Of(s.WorkingHours.Where(h => h.LocationId == l.Id).Select(h => new DayInterval(h.DayOfWeek, h.StartsAt, h.EndsAt))),
        })],
    };

    /// <inheritdoc/>
    public IEnumerable<Problem> Unreadable() => Weeks.SelectMany(w => WeekForm.Unreadable("Weeks", w.Days));

    /// <summary>What the operation takes; hours count as working at the place.</summary>
    public EditStaffProfile.Request ToRequest(long userId)
    {
        var hours = Weeks.SelectMany(w => WeekForm.Read(w.Days).Select(i => new WorkInterval(w.LocationId, i.Day, i.From, i.To))).ToList();
        long[] places = [.. Weeks.Where(w => w.WorksHere || hours.Exists(h => h.LocationId == w.LocationId)).Select(w => w.LocationId)];
        return new()
        {
            UserId = userId, Version = Version, Title = Title, IsBookable = IsBookable, LocationIds = places, WorkingHours = hours, SkillIds = SkillIds,
            PrimaryLocationId = PrimaryLocationId is { } first && places.Contains(first) ? first : null, Languages = Languages, ConfirmBookings = ConfirmBookings,
        };
    }
}
