using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Clients;

/// <summary>What is said about a disclosure; it may quote the record and lies sealed.</summary>
/// <param name="Recipient">To whom.</param>
/// <param name="What">Which part of the record.</param>
/// <param name="Why">On what ground: a consent, a court order, a duty to report.</param>
public sealed record DisclosureText(string Recipient, string What, string Why);

/// <summary>Something of a client's record that was given to somebody outside; never changed afterwards.</summary>
public sealed class Disclosure : Record, IClientOwned
{
    public required long ClientId { get; init; }
    public Client? Client { get; private set; }

    /// <inheritdoc/>
    public long? LearnerId { get; init; }
    public LocalDate DisclosedOn { get; init; }
    public required Guid SealId { get; init; }

    /// <summary>A sealed <see cref="DisclosureText"/>.</summary>
    public required byte[] Content { get; init; }
}
