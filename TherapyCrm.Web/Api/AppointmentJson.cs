using NodaTime;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Web.Api;

/// <summary>What was not confirmed yet, and the property it is about.</summary>
public sealed record WarningJson(string Property, string Message);

/// <summary>One thing in the way; whose appointment it is only for a reader who may see it.</summary>
public sealed record ConflictJson(OccupancyKind Resource, long Id, string Name, OffsetDateTime StartTime, OffsetDateTime EndTime, long? AppointmentId)
{
    /// <summary>As the API shows it.</summary>
    public static ConflictJson Of(Conflict c, string zone) => new(c.Resource, c.Id, c.Name, c.StartTime.At(zone), c.EndTime.At(zone), c.AppointmentId);
}
