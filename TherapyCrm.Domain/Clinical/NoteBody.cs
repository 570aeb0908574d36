using System.Text.Json.Serialization;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Domain.Clinical;

/// <summary>What a note says about the session itself.</summary>
public sealed record NoteFacts
{
    /// <summary>The session's day; may be missing in a draft.</summary>
    public DateOnly? Date { get; init; }
    public TimeOnly? Time { get; init; }
    public int? Minutes { get; init; }
    public long? ServiceCodeId { get; init; }
    public string? Modality { get; init; }
    public string? SessionFormat { get; init; }
    public bool IsConsultation { get; init; }
    public bool IsProBono { get; init; }

    /// <summary>How a participant's visit to a group went; null where there was no group.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] // what was signed before it existed keeps its hash
    public Attendance? Attendance { get; init; }
}

/// <summary>One headed part of a note, in Markdown.</summary>
public sealed record NoteSection(string Heading, string Text);

/// <summary>Everything that is typed into a note; sealed as a whole.</summary>
public sealed record NoteBody
{
    /// <summary>Characters of one section at most.</summary>
    public const int LongestSection = 50_000;
    public NoteFacts Facts { get; init; } = new();
    public IReadOnlyList<NoteSection> Sections { get; init; } = [];
    public string? Mood { get; init; }
    public string? Affect { get; init; }
    public string? Risk { get; init; }

    /// <summary>What it says about goals of the plan; null for nothing. Left out of what is sealed and hashed while it is null, so that older signatures still hold.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<GoalProgress>? Progress { get; init; }

    /// <summary>Why it was amended; null in a first version.</summary>
    public string? Reason { get; init; }

    /// <summary>True while nothing of substance is written.</summary>
    public bool IsEmpty => Sections.All(s => string.IsNullOrWhiteSpace(s.Text));

    /// <summary>True when nothing differs.</summary>
    public bool SaysTheSameAs(NoteBody other) => this with { Sections = other.Sections, Progress = other.Progress } == other && Sections.SequenceEqual(other.Sections)
        && (Progress ?? []).SequenceEqual(other.Progress ?? []);

    /// <summary>What keeps it from being kept even as a draft: characters that cannot be stored, and too much.</summary>
    public IEnumerable<Problem> CheckDraft() =>
    [
        .. Sections.SelectMany((s, i) => TypedText.Check($"Sections[{i}].Text", s.Text, LongestSection)),
        .. Sections.SelectMany((s, i) => TypedText.Check($"Sections[{i}].Heading", s.Heading, 200)),
        .. TypedText.Check("Mood", Mood, 200), .. TypedText.Check("Affect", Affect, 200), .. TypedText.Check("Risk", Risk, 200),
        .. TypedText.Check("Modality", Facts.Modality, 200), .. TypedText.Check("SessionFormat", Facts.SessionFormat, 200), .. TypedText.Check("Reason", Reason, 1000),
        .. (Progress ?? []).SelectMany((p, i) => p.CheckDraft($"Progress[{i}]")),
        .. Facts.Minutes is < 0 or > 1440 ? [Problem.Invalid("Minutes", "Please write a number from {0} to {1}.", 0, 1440)] : Array.Empty<Problem>(),
    ];

    /// <summary>What keeps it from being signed.</summary>
    public IEnumerable<Problem> CheckSigning(DateOnly today) =>
    [
        .. CheckDraft(),
        .. Facts.Date is null ? [Problem.Invalid("Date", "Please fill this in.")] : Facts.Date > today ? [Problem.Invalid("Date", "This day is still to come.")] : Array.Empty<Problem>(),
        .. IsEmpty ? [Problem.Invalid("Sections[0].Text", "Please write something before you sign.")] : Array.Empty<Problem>(),
        .. (Progress ?? []).SelectMany((p, i) => p.CheckSigning($"Progress[{i}]")),
    ];

    /// <summary>As it is kept: whole characters, line ends alike, nothing around it.</summary>
    public NoteBody Kept() => this with
    {
        Facts = Facts with { Modality = TypedText.Kept(Facts.Modality), SessionFormat = TypedText.Kept(Facts.SessionFormat) },
        Sections = [.. Sections.Select(s => new NoteSection(s.Heading, TypedText.Kept(s.Text)?.ReplaceLineEndings("\n") ?? ""))],
        Mood = TypedText.Kept(Mood),
        Affect = TypedText.Kept(Affect),
        Risk = TypedText.Kept(Risk),
        Reason = TypedText.Kept(Reason),
        Progress = (Progress ?? []).Where(p => !p.IsEmpty).Select(p => p with { Goal = PlanFields.Kept(p.Goal) ?? "", Remark = PlanFields.Kept(p.Remark), SetsStatus = p.SetsStatus && p.Status is not null }).ToArray() is { Length: > 0 } said ? said : null,
    };
}
