using NodaTime;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Clinical;

/// <summary>A therapist's own thoughts, kept apart from the record: nobody but the author reads them, and no export takes them unless asked to.</summary>
public sealed class ProcessNote : Record, IClientOwned
{
    /// <inheritdoc/>
    public required long ClientId { get; init; }
    public Client? Client { get; private set; }

    /// <inheritdoc/>
    public required long? LearnerId { get; init; }
    public required long AuthorId { get; init; }

    /// <summary>Binds the sealed text to this row.</summary>
    public Guid SealId { get; private init; } = Guid.NewGuid();
    public required LocalDate Date { get; set; }

    /// <summary>The sealed text.</summary>
    public required byte[] Text { get; set; }
    internal SealedPlace Place => new("process_notes", "text", SealId);
}
