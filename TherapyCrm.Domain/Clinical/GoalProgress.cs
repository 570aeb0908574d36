using System.Text.Json.Serialization;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Clinical;

/// <summary>What a note says about one goal of the plan; sealed, signed and amended with the note.</summary>
public sealed record GoalProgress
{
    public required long GoalId { get; init; }

    /// <summary>The goal in its words of that day, so that the note can be read by itself.</summary>
    public string Goal { get; init; } = "";

    /// <summary>0 to 100.</summary>
    public int? Percent { get; init; }

    /// <summary>How far the goal is, as the author sees it.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<GoalStatus>))]
    public GoalStatus? Status { get; init; }

    /// <summary>True when the signature is to set the goal's state in the plan as well.</summary>
    public bool SetsStatus { get; init; }

    /// <summary>Data points: so many of the attempts succeeded.</summary>
    public int? Correct { get; init; }
    public int? Attempts { get; init; }
    public string? Remark { get; init; }

    /// <summary>The percentage that counts: the one written, else that of the data points, in whole per cent.</summary>
    [JsonIgnore]
    public int? Shown => Percent ?? OfPoints;

    /// <summary>True while nothing is written.</summary>
    [JsonIgnore]
    public bool IsEmpty => Percent is null && Status is null && Correct is null && Attempts is null && string.IsNullOrWhiteSpace(Remark);

    private int? OfPoints => Correct is { } correct && Attempts is > 0 and { } attempts ? (int)Math.Round(100m * correct / attempts, MidpointRounding.AwayFromZero) : null;

    /// <summary>What cannot be kept even in a draft.</summary>
    /// <param name="at">Name of its fields, such as <c>Progress[0]</c>.</param>
    public IEnumerable<Problem> CheckDraft(string at) =>
    [
        .. TypedText.Check($"{at}.Remark", Remark, 2000), .. TypedText.Check($"{at}.Goal", Goal, GoalText.Longest),
        .. Percent is < 0 or > 100 ? [Problem.Invalid($"{at}.Percent", "Please write a number from {0} to {1}.", 0, 100)] : Array.Empty<Problem>(),
        .. Correct is < 0 or > 10_000 ? [Problem.Invalid($"{at}.Correct", "Please write a number from {0} to {1}.", 0, 10_000)] : Array.Empty<Problem>(),
        .. Attempts is < 1 or > 10_000 ? [Problem.Invalid($"{at}.Attempts", "Please write a number from {0} to {1}.", 1, 10_000)] : Array.Empty<Problem>(),
    ];

    /// <summary>What cannot be signed.</summary>
    public IEnumerable<Problem> CheckSigning(string at) =>
    [
        .. Correct is null != Attempts is null ? [Problem.Invalid($"{at}.{(Correct is null ? "Correct" : "Attempts")}", "Please give both: how many succeeded, of how many.")] : Array.Empty<Problem>(),
        .. Correct > Attempts ? [Problem.Invalid($"{at}.Correct", "More succeeded than were tried.")] : Array.Empty<Problem>(),
        .. Percent is { } percent && Correct <= Attempts && OfPoints is { } points && Math.Abs(percent - points) > 1
            ? [Problem.Invalid($"{at}.Percent", "{0} of {1} is {2} %. Please correct one, or leave the percentage empty.", Correct!, Attempts!, points)] : Array.Empty<Problem>(),
    ];
}
