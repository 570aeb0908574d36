using Microsoft.AspNetCore.Mvc;
using NodaTime.TimeZones;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Localization;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>Adds a house of the practice, or changes it, its time zone and when it is open.</summary>
[RequirePermission(Permission.ManagePractice)]
public sealed class LocationPage(SaveLocation save, PracticeSetup setup, CurrentActor current, Words words) : EditPage<LocationForm>(current)
{
    [FromRoute] public long? Id { get; set; }

    /// <summary>Every zone that a place on the map is in, by region.</summary>
    public static readonly IReadOnlyList<IGrouping<string, string>> Zones = [.. TzdbDateTimeZoneSource.Default.ZoneLocations!
        .Select(z => z.ZoneId).Append("UTC").Distinct().Order(StringComparer.Ordinal).GroupBy(z => z.Split('/')[0])];

    protected override async Task<LocationForm?> StoredAsync(CancellationToken cancel)
    {
        if (Id is null) return null;
        return LocationForm.Of((await setup.LocationsAsync(Actor, cancel)).Find(l => l.Id == Id) ?? throw new NotFoundException());
    }

    protected override async Task<(IReadOnlyList<Problem> Problems, string Next, string Notice)> SaveAsync(CancellationToken cancel)
    {
        var outcome = await save.RunAsync(Actor, Form.ToRequest(Id), cancel);
        return (outcome.Problems, "/settings/locations", words["Saved."]);
    }
}
