using NodaTime;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Clinical;

/// <summary>How a note is divided.</summary>
public enum NoteFormat { Soap, Dap, Birp, Free, Template }

/// <summary>How far a note has come: only a signed one is part of the record.</summary>
public enum NoteStatus { Draft, Signed, Redacted }

/// <summary>What happened in a session. Its text lies sealed in its versions; what is here can be listed and counted.</summary>
public sealed class SessionNote : Record, IClientOwned
{
    /// <inheritdoc/>
    public required long ClientId { get; init; }
    public Client? Client { get; private set; }

    /// <inheritdoc/>
    public required long? LearnerId { get; init; }

    /// <summary>The visit it is about, if there was one.</summary>
    public required long? AppointmentId { get; init; }

    /// <summary>Whose note it is: who writes it, then who signed it first.</summary>
    public required long AuthorId { get; set; }

    /// <summary>Binds what is sealed in this row to it.</summary>
    public Guid SealId { get; private init; } = Guid.NewGuid();
    public required NoteFormat Format { get; set; }

    /// <summary>The practice's template it began with, and which version of it.</summary>
    public long? TemplateId { get; internal set; }
    public int? TemplateNumber { get; internal set; }
    public required LocalDate SessionDate { get; set; }
    public LocalTime? SessionTime { get; set; }

    /// <summary>Written in one for everybody in a group; each participant's file has its own.</summary>
    public bool IsGroup { get; init; }

    /// <summary>Minutes.</summary>
    public int? Duration { get; set; }
    public long? ServiceCodeId { get; set; }

    /// <summary>In person, by video …, from the practice's list.</summary>
    public string? Modality { get; set; }

    /// <summary>Individual, couple …, from the practice's list.</summary>
    public string? SessionFormat { get; set; }

    /// <summary>A first talk: without a number, at the practice's consultation fee.</summary>
    public bool IsConsultation { get; set; }

    /// <summary>Free of charge from the moment it is saved.</summary>
    public bool IsProBono { get; set; }
    public NoteStatus Status { get; internal set; } = NoteStatus.Draft;

    /// <summary>The version that counts; 0 until it is signed.</summary>
    public int CurrentNumber { get; internal set; }
    public Instant? SignedAt { get; internal set; }

    /// <summary>Signed after the practice's limit; both dates are shown.</summary>
    public bool IsLateEntry { get; internal set; }
    public Instant? RedactedAt { get; internal set; }
    public long? RedactedBy { get; internal set; }

    /// <summary>Why it was redacted, sealed.</summary>
    public byte[]? RedactionReason { get; internal set; }

    /// <summary>A draft that was thrown away by its author; hidden, and not deleted.</summary>
    public Instant? DiscardedAt { get; internal set; }

    /// <summary>The one note of this author about this visit and person; null for notes without a visit, thrown away or redacted.</summary>
    public string? VisitKey { get; internal set; }

    /// <summary>Takes over what the typed text says about the session.</summary>
    internal void Describe(NoteFacts facts)
    {
        (SessionDate, SessionTime, Duration) = (LocalDate.FromDateOnly(facts.Date!.Value), facts.Time is { } time ? LocalTime.FromTimeOnly(time) : null, facts.Minutes);
        (ServiceCodeId, Modality, SessionFormat) = (facts.ServiceCodeId, facts.Modality, facts.SessionFormat);
        (IsConsultation, IsProBono) = (facts.IsConsultation, facts.IsProBono);
    }

    /// <summary>Where the reason of a redaction is sealed.</summary>
    internal SealedPlace ReasonPlace => new("session_notes", "redaction_reason", SealId);
}
