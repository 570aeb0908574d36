using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Clients;

/// <summary>Where a learner stands.</summary>
public enum LearnerStatus { Active, Inactive, Graduated, OnHold }

/// <summary>A dependent in care under a client.</summary>
public sealed class Learner : Record
{
    public required long ClientId { get; init; }
    public Client? Client { get; private set; }
    public required string FirstName { get; set; }
    public required string LastName { get; set; }
    public LocalDate? DateOfBirth { get; set; }
    public string? Gender { get; set; }
    public string? Course { get; set; }
    public string? Schedule { get; set; }
    public LearnerStatus Status { get; set; } = LearnerStatus.Active;

    /// <summary>For the desk, administrative only.</summary>
    public string? Notes { get; set; }
    public long? InstructorId { get; set; }

    /// <summary>Folded names: what searching compares.</summary>
    public string SearchText { get; private set; } = "";

    /// <summary>First and last name.</summary>
    public string FullName => $"{FirstName} {LastName}";

    /// <summary>Keeps <see cref="SearchText"/> in step; called by <c>SaveRules</c> before each save.</summary>
    internal void Fold() => SearchText = Folded.Cut($" {Folded.Text(FullName)} ", 400);
}
