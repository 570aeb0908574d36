using NodaTime;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Clinical;

/// <summary>What belongs to one note.</summary>
public abstract class NotePart : Entity, IClientOwned
{
    public long NoteId { get; private init; }
    public required SessionNote Note { get; init; }

    /// <inheritdoc/>
    public required long ClientId { get; init; }

    /// <inheritdoc/>
    public required long? LearnerId { get; init; }

    /// <summary>Binds what is sealed in this row to it.</summary>
    public Guid SealId { get; protected init; } = Guid.NewGuid();
}

/// <summary>A text as it was signed; every one is kept.</summary>
public sealed class NoteVersion : NotePart
{
    /// <summary>1 for the first signature, one more with each amendment.</summary>
    public required int Number { get; init; }
    public required long AuthorId { get; init; }
    public required Instant SignedAt { get; init; }

    /// <summary>The sealed <see cref="NoteBody"/>; null once redacted.</summary>
    public byte[]? Body { get; set; }

    /// <summary>Keyed hash over text, author and time, hexadecimal.</summary>
    public required string Hash { get; init; }
    internal SealedPlace Place => PlaceOf(SealId);
    internal static SealedPlace PlaceOf(Guid sealId) => new("note_versions", "body", sealId);
}

/// <summary>What somebody is writing: it survives a crash and a sign-out, and never becomes the record unasked.</summary>
public sealed class NoteDraft : NotePart, IVersioned
{
    /// <summary>Who writes; nobody else sees it.</summary>
    public required long UserId { get; set; }

    /// <summary>The version it began from; 0 for a new note.</summary>
    public required int BasedOn { get; init; }

    /// <summary>Joins the drafts of a group's notes that one window writes together; null for the note of one person.</summary>
    public Guid? Batch { get; init; }

    /// <summary>The sealed <see cref="NoteBody"/>.</summary>
    public required byte[] Body { get; set; }
    public required Instant SavedAt { get; set; }

    /// <summary>Read and not wanted, when another draft of the same note was signed.</summary>
    public Instant? SetAsideAt { get; set; }

    /// <inheritdoc/>
    public int Version { get; private set; } = 1;
    internal SealedPlace Place => new("note_drafts", "body", SealId);
}

/// <summary>A supervisor's signature under a note, asked for or given.</summary>
public sealed class NoteCosignature : NotePart
{
    public required long SupervisorId { get; init; }
    public required long AskedBy { get; init; }
    public required Instant AskedAt { get; init; }
    public Instant? SignedAt { get; set; }

    /// <summary>The version that was read and signed.</summary>
    public int? SignedNumber { get; set; }

    /// <summary>Sealed; null without one and once redacted.</summary>
    public byte[]? Comment { get; set; }
    internal SealedPlace Place => new("note_cosignatures", "comment", SealId);
}
