using System.ComponentModel;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>A location as it is typed.</summary>
public sealed class LocationForm : IEditForm
{
    public int? Version { get; set; }
    [DisplayName("Name")] public string? Name { get; set; }
    [DisplayName("Address")] public string? Address { get; set; }
    [DisplayName("City")] public string? City { get; set; }
    [DisplayName("Province")] public string? Province { get; set; }
    [DisplayName("Postal code")] public string? PostalCode { get; set; }
    [DisplayName("Time zone")] public string? TimeZone { get; set; } = "America/Vancouver";
    [DisplayName("Phone")] public string? Phone { get; set; }
    [DisplayName("E-mail")] public string? Email { get; set; }
    [DisplayName("Opening hours in words")] public string? HoursOfOperation { get; set; }
    [DisplayName("Directions")] public string? Directions { get; set; }
    [DisplayName("Main location")] public bool IsMainLocation { get; set; }
    [DisplayName("In use")] public bool IsActive { get; set; } = true;
    [DisplayName("Opening hours")] public List<DayHours> Hours { get; set; } = WeekForm.Of([]);
    public bool ConfirmBookings { get; set; }

    /// <summary>The form of a stored location.</summary>
    public static LocationForm Of(Location l) => new()
    {
        Version = l.Version, Name = l.Name, Address = l.Address, City = l.City, Province = l.Province, PostalCode = l.PostalCode, TimeZone = l.TimeZone,
        Phone = l.Phone, Email = l.Email, HoursOfOperation = l.HoursOfOperation, Directions = l.Directions, IsMainLocation = l.IsMainLocation,
        IsActive = l.IsActive, Hours = WeekForm.Of(l.Hours.Select(h => new DayInterval(h.DayOfWeek, h.OpensAt, h.ClosesAt))),
    };

    /// <inheritdoc/>
    public IEnumerable<Problem> Unreadable() => WeekForm.Unreadable(nameof(Hours), Hours);

    /// <summary>What the operation takes.</summary>
    public SaveLocation.Request ToRequest(long? id) => new()
    {
        Id = id, Version = Version, Name = Name ?? "", Address = Address ?? "", City = City ?? "", Province = Province ?? "", PostalCode = PostalCode ?? "",
        TimeZone = TimeZone ?? "", Phone = Phone, Email = Email, HoursOfOperation = HoursOfOperation, Directions = Directions,
        IsMainLocation = IsMainLocation, IsActive = IsActive, Hours = WeekForm.Read(Hours), ConfirmBookings = ConfirmBookings,
    };
}
