using NodaTime;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Localization;

/// <summary>Writes instants that belong to no location, such as a sign-in, by the clock of the practice's main location.</summary>
public sealed class Moments(CurrentActor current, Times times)
{
    /// <summary>The zone of the main location.</summary>
    public string Zone => current.Practice?.Zone ?? "Etc/UTC";

    /// <summary>Tue 24 Nov 2026, 14:05.</summary>
    public string this[Instant at] => times.Moment(at, Zone);
}
