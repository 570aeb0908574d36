using NodaTime;

namespace TherapyCrm.Domain.Common;

/// <summary>Anything with a row and a number of its own.</summary>
public abstract class Entity
{
    /// <summary>The row's number; 0 until it is saved.</summary>
    public long Id { get; internal set; }
}

/// <summary>A row that remembers who made and changed it; <c>SaveRules</c> alone fills this in.</summary>
public interface IStamped
{
    /// <summary>When it was made (UTC).</summary>
    Instant CreatedAt { get; }

    /// <summary>When it was last changed (UTC).</summary>
    Instant UpdatedAt { get; }

    /// <summary>Who made it; null when the application did.</summary>
    long? CreatedBy { get; }

    /// <summary>Who changed it last; null when the application did.</summary>
    long? UpdatedBy { get; }
}

/// <summary>A stamped row whose edits are checked against what the editor had seen.</summary>
public abstract class Record : Entity, IStamped, IVersioned
{
    /// <inheritdoc/>
    public Instant CreatedAt { get; private set; }

    /// <inheritdoc/>
    public Instant UpdatedAt { get; private set; }

    /// <inheritdoc/>
    public long? CreatedBy { get; private set; }

    /// <inheritdoc/>
    public long? UpdatedBy { get; private set; }

    /// <inheritdoc/>
    public int Version { get; private set; } = 1;
}

/// <summary>A row that counts its saves, so that a stale edit is noticed.</summary>
public interface IVersioned
{
    /// <summary>1 when new, one more with each save.</summary>
    int Version { get; }
}
