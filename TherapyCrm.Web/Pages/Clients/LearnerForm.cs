using System.ComponentModel;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Clients;

/// <summary>A learner as it is typed.</summary>
public sealed class LearnerForm : IEditForm
{
    public int? Version { get; set; }
    [DisplayName("First name")] public string? FirstName { get; set; }
    [DisplayName("Last name")] public string? LastName { get; set; }
    [DisplayName("Date of birth")] public string? DateOfBirth { get; set; }
    [DisplayName("Gender")] public string? Gender { get; set; }
    [DisplayName("Course")] public string? Course { get; set; }
    [DisplayName("Schedule")] public string? Schedule { get; set; }
    [DisplayName("Status")] public LearnerStatus Status { get; set; } = LearnerStatus.Active;
    [DisplayName("Desk notes")] public string? Notes { get; set; }
    public long? InstructorId { get; set; }

    /// <summary>The form of a stored learner.</summary>
    public static LearnerForm Of(Learner l) => new()
    {
        Version = l.Version, FirstName = l.FirstName, LastName = l.LastName, DateOfBirth = l.DateOfBirth is { } born ? UrlDates.Text(born) : null,
        Gender = l.Gender, Course = l.Course, Schedule = l.Schedule, Status = l.Status, Notes = l.Notes, InstructorId = l.InstructorId,
    };

    /// <inheritdoc/>
    public IEnumerable<Problem> Unreadable() => DateFields.Unreadable((nameof(DateOfBirth), DateOfBirth));

    /// <summary>What the operations take.</summary>
    public LearnerDetails ToDetails() => new()
    {
        FirstName = FirstName ?? "", LastName = LastName ?? "", DateOfBirth = UrlDates.Day(DateOfBirth), Gender = Gender, Course = Course,
        Schedule = Schedule, Status = Status, Notes = Notes, InstructorId = InstructorId,
    };
}
