using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clinical;

/// <summary>The instruments that come with the application, as data: <c>Clinical/Instruments/*.json</c>.</summary>
public static class ShippedInstruments
{
    private const string Folder = "TherapyCrm.Domain.Clinical.Instruments.";

    /// <summary>One of them with its code and name.</summary>
    public sealed record Shipped(string Code, string Name, Instrument Instrument);

    private sealed record Label(string Code, string Name);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Shipped> All { get; } = [.. typeof(ShippedInstruments).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Read)];

    /// <summary>Adds what is missing; a text that a later release words anew becomes the next version.</summary>
    internal static async Task EnsureAsync(CrmDbContext db, CancellationToken cancel)
    {
        var rows = await db.AssessmentDefinitions.Where(d => d.IsShipped).ToListAsync(cancel);
        foreach (var shipped in All)
        {
            var row = rows.Find(r => r.Code == shipped.Code);
            var content = shipped.Instrument.ToText();
            if (row is null) db.Add(new AssessmentDefinitionVersion { Definition = new() { Code = shipped.Code, Name = shipped.Name, IsShipped = true }, Number = 1, ComparableSince = 1, Content = content });
            else await RenewAsync(db, row, shipped, content, cancel);
        }
    }

    private static async Task RenewAsync(CrmDbContext db, AssessmentDefinition row, Shipped shipped, string content, CancellationToken cancel)
    {
        row.Name = shipped.Name;
        var now = await db.AssessmentDefinitionVersions.AsNoTracking().FirstAsync(v => v.DefinitionId == row.Id && v.Number == row.Number, cancel);
        if (now.Content == content) return;
        row.Number++;
        db.Add(new AssessmentDefinitionVersion { Definition = row, Number = row.Number, ComparableSince = Instrument.Of(now.Content).ScoresLike(shipped.Instrument) ? now.ComparableSince : row.Number, Content = content });
    }

    private static Shipped Read(string name)
    {
        using var reader = new StreamReader(typeof(ShippedInstruments).Assembly.GetManifestResourceStream(name)!);
        var text = reader.ReadToEnd();
        var label = JsonSerializer.Deserialize<Label>(text)!;
        return new(label.Code, label.Name, Instrument.Of(text));
    }
}
