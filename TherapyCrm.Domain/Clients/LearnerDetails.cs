using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Clients;

/// <summary>Everything about a learner that the desk writes; adding and changing share it.</summary>
public sealed record LearnerDetails
{
    public required string FirstName { get; init; }
    public required string LastName { get; init; }
    public LocalDate? DateOfBirth { get; init; }
    public string? Gender { get; init; }
    public string? Course { get; init; }
    public string? Schedule { get; init; }
    public LearnerStatus Status { get; init; } = LearnerStatus.Active;
    public string? Notes { get; init; }
    public long? InstructorId { get; init; }

    /// <summary>What is wrong with them by themselves.</summary>
    public IEnumerable<Problem> Check(LocalDate today) =>
    [
        .. TypedText.Check("firstName", FirstName, 100, required: true),
        .. TypedText.Check("lastName", LastName, 100, required: true),
        .. BirthdayText.Check("dateOfBirth", DateOfBirth, today),
        .. TypedText.Check("gender", Gender, 100),
        .. TypedText.Check("course", Course, 200),
        .. TypedText.Check("schedule", Schedule, 1000),
        .. TypedText.Check("notes", Notes, 4000),
    ];

    internal void WriteTo(Learner learner)
    {
        (learner.FirstName, learner.LastName) = (TypedText.Kept(FirstName)!, TypedText.Kept(LastName)!);
        (learner.DateOfBirth, learner.Status, learner.InstructorId) = (DateOfBirth, Status, InstructorId);
        (learner.Gender, learner.Course) = (TypedText.Kept(Gender), TypedText.Kept(Course));
        (learner.Schedule, learner.Notes) = (TypedText.Kept(Schedule), TypedText.Kept(Notes));
    }
}
