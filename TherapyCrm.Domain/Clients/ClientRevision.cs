using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Clients;

/// <summary>What part of a client's profile was changed.</summary>
public enum ProfilePart { Client, Learner, Contact }

/// <summary>One field of a profile before and after, as text.</summary>
/// <param name="Field">Its name, such as <c>lastName</c>.</param>
public sealed record FieldChange(string Field, string? Old, string? New);

/// <summary>One change of a profile, as it lies sealed.</summary>
/// <param name="Subject">Whose data it was, for a learner or contact.</param>
/// <param name="Reason">Why, where the act asks for it.</param>
public sealed record ProfileChange(ProfilePart Part, string? Subject, IReadOnlyList<FieldChange> Fields, string? Reason = null);

/// <summary>One change of a client's profile, kept for as long as the record; it quotes the record and lies sealed.</summary>
public sealed class ClientRevision : Entity, IClientOwned
{
    public required long ClientId { get; init; }
    public Client? Client { get; private set; }

    /// <inheritdoc/>
    public long? LearnerId { get; init; }

    /// <summary>Such as <c>client.edited</c>, as the log calls it.</summary>
    public required string Action { get; init; }
    public required Instant ChangedAt { get; init; }
    public long? ChangedBy { get; init; }
    public required Guid SealId { get; init; }

    /// <summary>A sealed <see cref="ProfileChange"/>.</summary>
    public required byte[] Changes { get; init; }
}
