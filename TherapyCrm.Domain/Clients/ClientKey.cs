using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Clients;

/// <summary>The key that a client's clinical text and documents are sealed with, itself wrapped by a key outside the database; destroying it ends the record.</summary>
public sealed class ClientKey : Entity, IClientOwned
{
    /// <inheritdoc/>
    public required long ClientId { get; init; }

    long? IClientOwned.LearnerId => null;

    /// <summary>Names the key in what is sealed with it; 32 hexadecimal digits.</summary>
    public required string KeyId { get; init; }

    /// <summary>Names the key it is wrapped with.</summary>
    public required string KekId { get; set; }

    /// <summary>The key, wrapped; null once it is destroyed.</summary>
    public byte[]? WrappedKey { get; set; }

    /// <summary>When the record was ended.</summary>
    public Instant? DestroyedAt { get; set; }

    public Instant CreatedAt { get; private set; }
}
