using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Access;

/// <summary>Who is doing it: the signed-in person with what they may do at this moment, or the application itself.</summary>
public sealed record Actor
{
    /// <summary>Null for the application's own jobs.</summary>
    public required long? UserId { get; init; }

    /// <summary>The one moment the whole request counts as now.</summary>
    public required Instant Now { get; init; }
    public long? SessionId { get; init; }
    public string? Address { get; init; }
    public string? UserAgent { get; init; }

    /// <summary>Names this press of the button, so that a second press is answered like the first.</summary>
    public Guid? CommandId { get; init; }

    /// <summary>What the database's stamp said when the request began: what was remembered under it still holds. Null remembers nothing.</summary>
    public string? Stamp { get; init; }

    /// <summary>What the press asks for, where a program names its presses itself; null on pages, which name each form.</summary>
    public string? CommandFingerprint { get; init; }

    /// <summary>Locations the person works at.</summary>
    public IReadOnlyList<long> Locations { get; init; } = [];

    /// <summary>Reach of each capability held through roles and grants; denied ones are absent.</summary>
    public IReadOnlyDictionary<Permission, Reach> Reaches { get; init; } = new Dictionary<Permission, Reach>();

    /// <summary>Capabilities held for one's locations that are held for assigned clients as well, wherever those are seen.</summary>
    public IReadOnlySet<Permission> AlsoAssigned { get; init; } = new HashSet<Permission>();

    /// <summary>Capabilities denied to the person, whatever else grants them.</summary>
    public IReadOnlySet<Permission> Denied { get; init; } = new HashSet<Permission>();

    /// <summary>Capabilities with a live grant on some single record.</summary>
    public IReadOnlySet<Permission> GrantedOnRecords { get; init; } = new HashSet<Permission>();

    /// <summary>Capabilities with a live deny on some single record.</summary>
    public IReadOnlySet<Permission> DeniedOnRecords { get; init; } = new HashSet<Permission>();

    /// <summary>True while an emergency view is open.</summary>
    public bool BreaksGlass { get; init; }

    /// <summary>True while an emergency view of somebody else waits to be seen by this person, who was told of it.</summary>
    public bool IsToldOfEmergency { get; init; }

    /// <summary>True when the practice asks this person for a second factor.</summary>
    public bool NeedsSecondFactor { get; init; }

    /// <summary>How far the capability goes by role and grant; None when denied or not held.</summary>
    public Reach ReachOf(Permission permission) =>
        Denied.Contains(permission) ? Reach.None : Reaches.GetValueOrDefault(permission);

    /// <summary>True when there may be some record this is allowed on; the record itself is asked with <c>VisibleTo</c>.</summary>
    public bool May(Permission permission) =>
        !Denied.Contains(permission)
        && (ReachOf(permission) != Reach.None || GrantedOnRecords.Contains(permission) || (BreaksGlass && permission.IsView()));

    /// <summary>Refuses who does not hold the capability at all.</summary>
    /// <exception cref="ForbiddenException">The capability is not held.</exception>
    public void MustHave(Permission permission)
    {
        if (!May(permission)) throw new ForbiddenException();
    }

    /// <summary>The application itself: jobs, the demo seeder, the first set-up.</summary>
    public static Actor Application(Instant now) => new()
    {
        UserId = null,
        Now = now,
        Reaches = Enum.GetValues<Permission>().ToDictionary(p => p, _ => Reach.Any),
    };
}
