using NodaTime;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;
using TherapyCrm.Web.Http;

namespace TherapyCrm.Web.Pages;

/// <summary>What shall come together, as the address of the page says it.</summary>
public sealed class FindForm
{
    public long? ServiceId { get; set; }
    public int? Minutes { get; set; }
    public string? Client { get; set; }
    public long? ClientId { get; set; }
    public long? LocationId { get; set; }
    public long? TherapistId { get; set; }
    public long? SkillId { get; set; }
    public LanguageCode? Language { get; set; }
    public long? RoomKindId { get; set; }
    public long? EquipmentId { get; set; }
    public int Weeks { get; set; } = 6;
    public string? From { get; set; }
    public string? Earliest { get; set; }
    public string? Latest { get; set; }
    public List<IsoDayOfWeek> Days { get; set; } = [];
    public bool NoRoom { get; set; }

    /// <summary>Something out of the ordinary is asked for.</summary>
    public bool IsParticular => NoRoom || Days.Count > 0 || (SkillId ?? RoomKindId ?? EquipmentId ?? Minutes) is not null || Language is not null || !string.IsNullOrEmpty(Earliest) || !string.IsNullOrEmpty(Latest);

    /// <summary>The request; a date or time that cannot be read does not matter.</summary>
    public NextThatFits.Request ToRequest() => new()
    {
        LocationId = LocationId!.Value,
        ServiceCodeId = ServiceId,
        Minutes = Minutes,
        TherapistId = TherapistId,
        SkillId = SkillId,
        Language = Language,
        NeedsRoom = !NoRoom,
        RoomKindId = RoomKindId,
        Equipment = EquipmentId is { } device ? [new EquipmentWanted(device, 1)] : [],
        ClientId = ClientId,
        From = UrlDates.Day(From),
        Earliest = UrlDates.Time(Earliest),
        Latest = UrlDates.Time(Latest),
        Days = Days,
        Weeks = Weeks,
        Most = 12,
    };
}
