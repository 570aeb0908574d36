using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Practice;

/// <summary>A house of the practice, with a time zone of its own.</summary>
public sealed class Location : Record
{
    public long PracticeId { get; set; } = 1;
    public required string Name { get; set; }
    public required string Address { get; set; }
    public required string City { get; set; }
    public required string Province { get; set; }
    public required string PostalCode { get; set; }

    /// <summary>IANA name, such as <c>America/Vancouver</c>.</summary>
    public required string TimeZone { get; set; }
    public string? Phone { get; set; }
    public string? Email { get; set; }
    public bool IsMainLocation { get; set; }
    public bool IsActive { get; set; } = true;
    public string? HoursOfOperation { get; set; }
    public string? Directions { get; set; }
    public decimal? Latitude { get; set; }
    public decimal? Longitude { get; set; }
    public List<LocationHours> Hours { get; private set; } = [];
}

/// <summary>When a location is open on a day of the week, in its local time.</summary>
public sealed class LocationHours : Entity
{
    public long LocationId { get; set; }
    public required IsoDayOfWeek DayOfWeek { get; set; }
    public required LocalTime OpensAt { get; set; }
    public required LocalTime ClosesAt { get; set; }
}

/// <summary>Days on which a location, or the whole practice, is closed.</summary>
public sealed class Closure : Record
{
    /// <summary>Null closes every location.</summary>
    public long? LocationId { get; set; }
    public required LocalDate FirstDay { get; set; }
    public required LocalDate LastDay { get; set; }
    public required string Name { get; set; }
}
