using System.ComponentModel.DataAnnotations;
using NodaTime;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Web.Api;

/// <summary>A house of the practice.</summary>
public sealed record LocationJson(
    long Id, long PracticeId, string Name, string Address, string City, string Province, string PostalCode, string TimeZone, string? Phone, string? Email,
    bool IsMainLocation, bool IsActive, string? HoursOfOperation, string? Directions, decimal? Latitude, decimal? Longitude,
    Instant CreatedAt, Instant UpdatedAt, long? CreatedBy, long? UpdatedBy, int Version)
{
    /// <summary>As the API shows it.</summary>
    public static LocationJson Of(Location l) => new(
        l.Id, l.PracticeId, l.Name, l.Address, l.City, l.Province, l.PostalCode, l.TimeZone, l.Phone, l.Email, l.IsMainLocation, l.IsActive, l.HoursOfOperation,
        l.Directions, l.Latitude, l.Longitude, l.CreatedAt, l.UpdatedAt, l.CreatedBy, l.UpdatedBy, l.Version);
}

/// <summary>A new house of the practice.</summary>
public sealed record LocationWriteJson
{
    [Required] public string? Name { get; init; }
    [Required] public string? Address { get; init; }
    [Required] public string? City { get; init; }
    [Required] public string? Province { get; init; }
    [Required] public string? PostalCode { get; init; }

    /// <summary>IANA name, such as America/Vancouver.</summary>
    [Required] public string? TimeZone { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public string? HoursOfOperation { get; init; }
    public string? Directions { get; init; }
    public decimal? Latitude { get; init; }
    public decimal? Longitude { get; init; }
    public bool? IsMainLocation { get; init; }
    public bool? IsActive { get; init; }

    /// <summary>The request of the domain.</summary>
    public SaveLocation.Request ToRequest() => new()
    {
        Name = Name!, Address = Address!, City = City!, Province = Province!, PostalCode = PostalCode!, TimeZone = TimeZone!, Phone = Phone, Email = Email,
        HoursOfOperation = HoursOfOperation, Directions = Directions, Latitude = Latitude, Longitude = Longitude,
        IsMainLocation = IsMainLocation ?? false, IsActive = IsActive ?? true,
    };
}

/// <summary>A room that can be booked once at a time.</summary>
public sealed record RoomJson(
    long Id, string Name, int? Capacity, string? Description, string? Equipment, bool IsActive, long LocationId, long? RoomKindId,
    Instant CreatedAt, Instant UpdatedAt, long? CreatedBy, long? UpdatedBy, int Version)
{
    /// <summary>As the API shows it.</summary>
    public static RoomJson Of(Room r) => new(
        r.Id, r.Name, r.Capacity, r.Description, r.Equipment, r.IsActive, r.LocationId, r.RoomKindId, r.CreatedAt, r.UpdatedAt, r.CreatedBy, r.UpdatedBy, r.Version);
}

/// <summary>A sort of device of which several can be in use at once.</summary>
public sealed record EquipmentJson(
    long Id, string Name, string? Description, int Quantity, bool IsAvailable, string? Notes, long? LocationId,
    Instant CreatedAt, Instant UpdatedAt, long? CreatedBy, long? UpdatedBy, int Version)
{
    /// <summary>As the API shows it.</summary>
    public static EquipmentJson Of(Equipment e) => new(
        e.Id, e.Name, e.Description, e.Quantity, e.IsAvailable, e.Notes, e.LocationId, e.CreatedAt, e.UpdatedAt, e.CreatedBy, e.UpdatedBy, e.Version);
}

/// <summary>A new sort of device.</summary>
public sealed record EquipmentWriteJson
{
    [Required] public string? Name { get; init; }
    public string? Description { get; init; }

    /// <summary>How many there are; 1 when left out.</summary>
    public int? Quantity { get; init; }
    public bool? IsAvailable { get; init; }
    public string? Notes { get; init; }

    /// <summary>Where it stands; null goes where it is needed.</summary>
    public long? LocationId { get; init; }
}
