namespace TherapyCrm.Tests.Architecture;

/// <summary>The table of rooms in docs/ARCHITECTURE.md: what a file in each may not import.</summary>
internal static class Rooms
{
    /// <summary>From left to right; an area knows those further left. Access and Practice share a place: who signs in is who works here.</summary>
    private static readonly string[][] Areas =
        [["Access", "Practice"], ["Clients"], ["Scheduling", "Documents", "Messaging"], ["Clinical", "Billing", "Waitlist", "Telehealth"], ["Insights", "Keeping"]];

    private static readonly string[] ExportLibraries = ["ClosedXML", "CsvHelper", "PdfSharp", "MigraDoc", "QuestPDF", "Microsoft.Playwright", "UglyToad.PdfPig"];
    private const string EntityFramework = "Microsoft.EntityFrameworkCore";

    /// <summary>References from left to right: a foreign key, and the look at bookings to come before something is taken out of use.</summary>
    public static readonly IReadOnlyDictionary<string, string> Exceptions = new Dictionary<string, string>
    {
        ["TherapyCrm.Domain/Access/AccessTables.cs"] = "TherapyCrm.Domain.Clients",
        ["TherapyCrm.Domain/Practice/BookingsAhead.cs"] = "TherapyCrm.Domain.Scheduling",
    };

    /// <summary>Why a file may not name a namespace; null when it may.</summary>
    public static string? Refusal(string file, string name) => file.Split('/') switch
    {
        _ when Exceptions.TryGetValue(file, out var allowed) && name == allowed => null,
        ["TherapyCrm.Domain", "Data", ..] => InDomain(name),
        ["TherapyCrm.Domain", "Common", ..] => InDomain(name) ?? InCommon(name),
        ["TherapyCrm.Domain", var area, _, ..] => InDomain(name) ?? InArea(area, name),
        ["TherapyCrm.Web", "Pages", ..] => Never(name, "TherapyCrm.Domain.Data", EntityFramework, "TherapyCrm.Web.Api") ?? NoExports(name),
        ["TherapyCrm.Web", "Api", ..] => Never(name, "TherapyCrm.Domain.Data", EntityFramework, "TherapyCrm.Web.Pages") ?? NoExports(name),
        ["TherapyCrm.Web", "Jobs" or "Commands", ..] => Never(name, "TherapyCrm.Web.Pages", "TherapyCrm.Web.Api") ?? NoExports(name),
        ["TherapyCrm.Web", "Exports", ..] => Never(name, EntityFramework, "TherapyCrm.Domain.Data"),
        ["TherapyCrm.Web", ..] => NoExports(name),
        _ => null,
    };

    private static string? InDomain(string name) =>
        Under(name, "Microsoft.AspNetCore") && !Under(name, "Microsoft.AspNetCore.Identity") && !Under(name, "Microsoft.AspNetCore.DataProtection")
            ? "the domain knows nothing of HTTP"
            : Never(name, "TherapyCrm.Web") ?? NoExports(name);

    private static string? InCommon(string name) =>
        Under(name, "System") || Under(name, "NodaTime") || Under(name, "TherapyCrm.Domain.Common") ? null : "Common knows the base library and NodaTime only";

    private static string? InArea(string area, string name)
    {
        var place = Array.FindIndex(Areas, level => level.Contains(area));
        if (place < 0) return $"{area} has no place among the areas";
        if (name.Split('.') is not ["TherapyCrm", "Domain", var other, ..] || other is "Common" or "Data" or "Access" || other == area) return null;
        var theirs = Array.FindIndex(Areas, level => level.Contains(other));
        return theirs >= 0 && (theirs < place || (place, theirs) == (0, 0)) ? null : $"{other} is not to the left of {area}";
    }

    private static string? NoExports(string name) => Never(name, ExportLibraries) is null ? null : "only Web/Exports names the export libraries";

    private static string? Never(string name, params string[] forbidden) =>
        Array.Find(forbidden, f => Under(name, f)) is { } room ? $"this room never imports {room}" : null;

    private static bool Under(string name, string root) => name == root || name.StartsWith(root + ".", StringComparison.Ordinal);
}
