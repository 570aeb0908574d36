using System.ComponentModel;
using System.Globalization;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>An instrument as it is typed: items one a line, answers as "0 = Never", bands as "0-4 = Low".</summary>
public sealed class InstrumentForm : IEditForm
{
    public int? Version { get; set; }
    [DisplayName("Name")] public string? Name { get; set; }
    [DisplayName("Code")] public string? Code { get; set; }
    [DisplayName("Introduction")] public string? Prompt { get; set; }
    [DisplayName("Items")] public string? Items { get; set; }
    [DisplayName("Answers")] public string? Scale { get; set; }
    [DisplayName("Bands")] public string? Bands { get; set; }
    [DisplayName("A higher total is worse")] public bool HigherIsWorse { get; set; } = true;
    [DisplayName("Item that speaks of risk")] public int? RiskItem { get; set; }
    [DisplayName("Items that may be missing")] public int? ProrateUpTo { get; set; }
    [DisplayName("Points of a reliable change")] public int? ReliableChange { get; set; }
    [DisplayName("Percent of a response")] public int? ResponsePercent { get; set; }
    [DisplayName("Source")] public string? Source { get; set; }
    [DisplayName("Licence")] public string? Licence { get; set; }
    [DisplayName("In use")] public bool IsActive { get; set; } = true;

    /// <inheritdoc/>
    public IEnumerable<Problem> Unreadable() =>
    [
        .. Lines(Scale).Any(l => Point(l) is null) ? [Problem.Invalid("Scale", "Please write each answer as points = words, such as 0 = Never.")] : Array.Empty<Problem>(),
        .. Lines(Bands).Any(l => Band(l) is null) ? [Problem.Invalid("Bands", "Please write each band as lowest-highest = words, such as 0-4 = Low.")] : Array.Empty<Problem>(),
    ];

    /// <summary>As the operation takes it.</summary>
    public Instrument ToInstrument() => new()
    {
        Prompt = TypedText.Kept(Prompt), Items = [.. Lines(Items)], Scale = [.. Lines(Scale).Select(Point).OfType<ScalePoint>()], Bands = [.. Lines(Bands).Select(Band).OfType<ScoreBand>()],
        HigherIsWorse = HigherIsWorse, RiskItem = RiskItem, ProrateUpTo = ProrateUpTo ?? 0, ReliableChange = ReliableChange, ResponsePercent = ResponsePercent,
        Source = TypedText.Kept(Source), Licence = TypedText.Kept(Licence) ?? "",
    };

    /// <summary>Filled with what is stored.</summary>
    public static InstrumentForm Of(AssessmentDefinitionRow row) => new()
    {
        Version = row.Version, Name = row.Name, Code = row.Code, Prompt = row.Instrument.Prompt, Items = string.Join('\n', row.Instrument.Items),
        Scale = string.Join('\n', row.Instrument.Scale.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Points} = {s.Label}"))),
        Bands = string.Join('\n', row.Instrument.Bands.Select(b => string.Create(CultureInfo.InvariantCulture, $"{b.From}-{b.To} = {b.Label}"))),
        HigherIsWorse = row.Instrument.HigherIsWorse, RiskItem = row.Instrument.RiskItem, ProrateUpTo = row.Instrument.ProrateUpTo, ReliableChange = row.Instrument.ReliableChange,
        ResponsePercent = row.Instrument.ResponsePercent, Source = row.Instrument.Source, Licence = row.Instrument.Licence, IsActive = row.IsActive,
    };

    private static IEnumerable<string> Lines(string? text) => (text ?? "").ReplaceLineEndings("\n").Split('\n').Select(TypedText.Kept).OfType<string>();

    private static ScalePoint? Point(string line) =>
        line.Split('=', 2, StringSplitOptions.TrimEntries) is [var points, { Length: > 0 } label] && Number(points) is { } value ? new(value, label) : null;

    private static ScoreBand? Band(string line) => line.Split('=', 2, StringSplitOptions.TrimEntries) is [var range, { Length: > 0 } label]
        && range.Split(['-', '–'], 2, StringSplitOptions.TrimEntries) is [var from, var to] && Number(from) is { } first && Number(to) is { } last ? new(first, last, label) : null;

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
