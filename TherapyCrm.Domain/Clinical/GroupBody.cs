using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Domain.Clinical;

/// <summary>What is written about one participant of a group alone.</summary>
public sealed record GroupLine
{
    /// <summary>The note in this participant's file.</summary>
    public required long NoteId { get; init; }
    public Attendance Attendance { get; init; } = Attendance.Attended;

    /// <summary>In Markdown; goes into this participant's file only.</summary>
    public string? Text { get; init; }

    /// <summary>Who was there gets a note.</summary>
    public bool WasThere => Attendance is Attendance.Attended or Attendance.Expected;
}

/// <summary>The note of a group session as it is typed: one text for all, and a line for each.</summary>
public sealed record GroupBody
{
    /// <summary>Heading of the part that is one participant's own.</summary>
    public const string OwnHeading = "This participant";
    public NoteFacts Facts { get; init; } = new();

    /// <summary>The shared text.</summary>
    public IReadOnlyList<NoteSection> Sections { get; init; } = [];
    public IReadOnlyList<GroupLine> Lines { get; init; } = [];

    /// <summary>As it goes into one participant's file.</summary>
    public NoteBody For(GroupLine line) => new()
    {
        Facts = Facts with { Attendance = line.Attendance },
        Sections = [.. Sections, new(OwnHeading, line.Text ?? "")],
    };

    /// <summary>The other way: from the notes of one batch.</summary>
    /// <param name="all">The notes of the session; those without a text have an empty line.</param>
    public static GroupBody Of(IReadOnlyList<(long NoteId, NoteBody Body)> notes, IEnumerable<long> all) => new()
    {
        Facts = notes[0].Body.Facts with { Attendance = null },
        Sections = [.. notes[0].Body.Sections.SkipLast(1)],
        Lines = [.. all.Select(id => notes.FirstOrDefault(n => n.NoteId == id).Body is { } body
            ? new GroupLine { NoteId = id, Attendance = body.Facts.Attendance ?? Attendance.Attended, Text = body.Sections[^1].Text } : new() { NoteId = id })],
    };

    /// <summary>What keeps it from being kept even as a draft.</summary>
    public IEnumerable<Problem> CheckDraft() =>
    [
        .. new NoteBody { Facts = Facts, Sections = Sections }.CheckDraft(),
        .. Lines.SelectMany((l, i) => TypedText.Check($"Lines[{i}].Text", l.Text, NoteBody.LongestSection)),
    ];

    /// <summary>What keeps it from being signed.</summary>
    public IEnumerable<Problem> CheckSigning(DateOnly today) =>
    [
        .. new NoteBody { Facts = Facts, Sections = Sections }.CheckSigning(today),
        .. Lines.SelectMany((l, i) => TypedText.Check($"Lines[{i}].Text", l.Text, NoteBody.LongestSection)),
        .. Lines.SelectMany((l, i) => !l.WasThere && !string.IsNullOrWhiteSpace(l.Text)
            ? [Problem.Invalid($"Lines[{i}].Text", "Who was not there gets no note. Please clear this line, or change the attendance.")] : Array.Empty<Problem>()),
        .. Lines.Any(l => l.WasThere) ? Array.Empty<Problem>() : [Problem.Invalid("Lines[0].Attendance", "Nobody was there, so there is nothing to sign.")],
    ];
}
