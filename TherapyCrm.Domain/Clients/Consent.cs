using System.Text.Json.Serialization;
using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Clients;

/// <summary>By which way something may be told or sent.</summary>
public enum ConsentChannel
{
    Any,
    Phone,
    Text,
    Email,
    Letter,
    [JsonStringEnumMemberName("IN_PERSON")] InPerson,
}

/// <summary>What a client, or a contact on the client's behalf, has agreed to; withdrawn, never removed.</summary>
public sealed class Consent : Record, IClientOwned
{
    public required long ClientId { get; init; }
    public Client? Client { get; private set; }

    /// <inheritdoc/>
    public long? LearnerId => null;

    /// <summary>The contact who may be told or written to; null for the client.</summary>
    public long? ContactId { get; init; }

    /// <summary>What for, such as appointments, reports to the school, research.</summary>
    public required string Purpose { get; init; }
    public ConsentChannel Channel { get; init; }
    public LocalDate GivenOn { get; init; }

    /// <summary>Who agreed.</summary>
    public required string GivenBy { get; init; }
    public LocalDate? WithdrawnOn { get; private set; }

    /// <summary>Who took it back.</summary>
    public string? WithdrawnBy { get; private set; }

    /// <summary>Takes it back.</summary>
    internal Problem? Withdraw(LocalDate on, string by)
    {
        if (WithdrawnOn is not null) return Problem.Conflict("", "This consent is withdrawn already.");
        if (on < GivenOn) return Problem.Invalid("withdrawnOn", "It cannot be withdrawn before it was given.");
        (WithdrawnOn, WithdrawnBy) = (on, by);
        return null;
    }
}
