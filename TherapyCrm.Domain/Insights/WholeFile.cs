using NodaTime;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Documents;

namespace TherapyCrm.Domain.Insights;

/// <summary>A note as an export shows it; a redacted one has no versions.</summary>
/// <param name="Versions">Newest first; without history the newest alone.</param>
public sealed record NoteInFile(
    SessionNote Note, int? Number, string Author, string? Learner, string? Service, IReadOnlyList<NoteVersionView> Versions, IReadOnlyList<CosignatureView> Cosignatures, string? RedactedBy, string? RedactionReason);

/// <summary>A document as an export lists it.</summary>
public sealed record DocumentInFile(Document Document, string? Description, string? Category, string? Uploader, string? Learner);

/// <summary>Everything of a client's file that was chosen and may be seen; what was not chosen is empty.</summary>
public sealed record WholeFile
{
    public required FileChoice Choice { get; init; }
    public required Client Client { get; init; }
    public required ClientHeading Head { get; init; }
    public required Instant ReadAt { get; init; }
    public required IReadOnlyList<Learner> Learners { get; init; }
    public IReadOnlyList<Contact> Contacts { get; init; } = [];
    public IReadOnlyList<TimelineEntry> Changes { get; init; } = [];

    /// <summary>Visits and absences, oldest first.</summary>
    public IReadOnlyList<TimelineEntry> Visits { get; init; } = [];
    public IReadOnlyList<NoteInFile> Notes { get; init; } = [];
    public IReadOnlyList<ProcessNoteRow> PrivateNotes { get; init; } = [];
    public IReadOnlyList<ClinicalFactRow> Facts { get; init; } = [];
    public IReadOnlyList<PlanInFile> Plans { get; init; } = [];
    public IReadOnlyList<AssessmentInFile> Assessments { get; init; } = [];
    public IReadOnlyList<ConsentRow> Consents { get; init; } = [];
    public IReadOnlyList<DisclosureRow> Disclosures { get; init; } = [];
    public IReadOnlyList<DocumentInFile> Documents { get; init; } = [];

    /// <summary>The learner's name; null for the client.</summary>
    public string? NameOf(long? learnerId) => Learners.FirstOrDefault(l => l.Id == learnerId)?.FullName;
}
