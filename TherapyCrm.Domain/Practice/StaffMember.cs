using Microsoft.AspNetCore.Identity;
using NodaTime;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Practice;

/// <summary>How the screens are lit.</summary>
public enum Theme { System, Light, Dark }

/// <summary>How tightly the screens are set: 36 px rows for the desk, 44 px for comfort.</summary>
public enum Density { Compact, Comfortable }

/// <summary>A person who works here and signs in: the contract's <c>users</c>.</summary>
public sealed class StaffMember : IdentityUser<long>, IStamped, IVersioned
{
    public required string FirstName { get; set; }
    public required string LastName { get; set; }
    public bool IsActive { get; set; } = true;

    /// <summary>Locked by an administrator, until one unlocks it.</summary>
    public bool AccountLocked { get; set; }
    public string? EmailVerificationToken { get; set; }
    public Instant? EmailVerificationTokenExpires { get; set; }
    public string? PasswordResetToken { get; set; }
    public Instant? PasswordResetExpires { get; set; }
    public Instant? LastPasswordChange { get; set; }
    public bool RequirePasswordChange { get; set; }
    public bool PortalAccess { get; set; }
    public Instant? PortalLastLogin { get; set; }
    public LanguageCode PreferredLanguage { get; set; } = LanguageCode.En;

    /// <summary>Stored codes parted by commas: languages the person works in beside the preferred one.</summary>
    public string? SecondaryLanguages { get; set; }

    /// <summary>The credentials and title shown beside the name.</summary>
    public string? Title { get; set; }

    /// <summary>Can be booked as a therapist.</summary>
    public bool IsBookable { get; set; }
    public Theme Theme { get; set; }
    public Density Density { get; set; } = Density.Comfortable;
    public bool Uses24Hours { get; set; } = true;
    public bool ShortcutsOn { get; set; } = true;

    /// <summary>Shows initials instead of names on this person's screens.</summary>
    public bool PrivacyMode { get; set; }

    /// <summary>Number of the last one-time code used, so that none works twice.</summary>
    public long? LastTotpStep { get; set; }
    public List<StaffLocation> Locations { get; private set; } = [];
    public List<WorkingHours> WorkingHours { get; private set; } = [];
    public List<StaffSkill> Skills { get; private set; } = [];
    public Instant CreatedAt { get; private set; }
    public Instant UpdatedAt { get; private set; }
    public long? CreatedBy { get; private set; }
    public long? UpdatedBy { get; private set; }
    public int Version { get; private set; } = 1;

    /// <summary>First and last name.</summary>
    public string FullName => $"{FirstName} {LastName}";
}

/// <summary>Where a person works.</summary>
public sealed class StaffLocation
{
    public long UserId { get; set; }
    public required long LocationId { get; set; }
    public bool IsPrimary { get; set; }
    public Instant CreatedAt { get; private set; }
}

/// <summary>When a person works at a location, by day of the week, in its local time.</summary>
public sealed class WorkingHours : Entity
{
    public long UserId { get; set; }
    public required long LocationId { get; set; }
    public required IsoDayOfWeek DayOfWeek { get; set; }
    public required LocalTime StartsAt { get; set; }
    public required LocalTime EndsAt { get; set; }
}

/// <summary>A time a person is away: from and to in UTC.</summary>
public sealed class TimeOff : Record
{
    public required long UserId { get; set; }
    public required Instant StartsAt { get; set; }
    public required Instant EndsAt { get; set; }

    /// <summary>Such as holiday or illness; no medical detail.</summary>
    public string? Reason { get; set; }
}

/// <summary>Something some of the staff can do, such as EMDR or play therapy.</summary>
public sealed class Skill : Record
{
    public required string Name { get; set; }
    public bool IsActive { get; set; } = true;
}

/// <summary>A person has a skill.</summary>
public sealed class StaffSkill
{
    public long UserId { get; set; }
    public required long SkillId { get; set; }
}

/// <summary>One of the four roles as Identity keeps it.</summary>
public sealed class StaffRole : IdentityRole<long>;

/// <summary>Which notices a person wants.</summary>
public sealed class NotificationPreferences : Entity, IStamped
{
    public required long UserId { get; init; }
    public bool EmailNotifications { get; set; } = true;
    public bool SmsNotifications { get; set; }
    public bool PushNotifications { get; set; }
    public Instant CreatedAt { get; private set; }
    public Instant UpdatedAt { get; private set; }
    public long? CreatedBy { get; private set; }
    public long? UpdatedBy { get; private set; }
}
