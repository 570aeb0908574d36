using System.ComponentModel.DataAnnotations;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Web.Api;

/// <summary>Who is invited; the person chooses the password by the link.</summary>
public sealed record RegisterJson
{
    [Required] public string? Email { get; init; }
    [Required] public string? FirstName { get; init; }
    [Required] public string? LastName { get; init; }
    public string? Phone { get; init; }
    public LanguageCode? PreferredLanguage { get; init; }

    /// <summary>No role until one is given; giving one needs MANAGE_PERMISSIONS.</summary>
    public UserRole? Role { get; init; }

    /// <summary>Several at once, instead of role.</summary>
    public IReadOnlyList<UserRole>? Roles { get; init; }
    public IReadOnlyList<long>? LocationIds { get; init; }

    /// <summary>Can be booked as a therapist.</summary>
    public bool? IsBookable { get; init; }
}

/// <summary>The new user and the way in.</summary>
/// <param name="InvitationToken">For /set-password?token=…; shown this once, kept hashed, counts four days. Null when the invitation went out by e-mail.</param>
/// <param name="InvitationLink">The whole address to hand over; null when the invitation went out by e-mail.</param>
public sealed record RegisteredJson(UserJson User, string? InvitationToken, string? InvitationLink);

/// <summary>What one's own profile should become.</summary>
public sealed record ProfileEditJson
{
    /// <summary>The version that was seen, where If-Match is not sent.</summary>
    public int? Version { get; init; }
    [Required] public string? FirstName { get; init; }
    [Required] public string? LastName { get; init; }
    public string? Phone { get; init; }
    public LanguageCode? PreferredLanguage { get; init; }
    public Theme? Theme { get; init; }
    public Density? Density { get; init; }
    public bool? Uses24Hours { get; init; }
    public bool? ShortcutsOn { get; init; }
    public bool? PrivacyMode { get; init; }

    /// <summary>The profile as it is, to lay the changes over.</summary>
    public static ProfileEditJson Of(UserRow u) => new()
    {
        FirstName = u.FirstName, LastName = u.LastName, Phone = u.Phone, PreferredLanguage = u.PreferredLanguage, Theme = u.Theme, Density = u.Density,
        Uses24Hours = u.Uses24Hours, ShortcutsOn = u.ShortcutsOn, PrivacyMode = u.PrivacyMode,
    };
}

/// <summary>What a user should become.</summary>
public sealed record UserEditJson
{
    /// <summary>The version that was seen, where If-Match is not sent.</summary>
    public int? Version { get; init; }
    [Required] public string? FirstName { get; init; }
    [Required] public string? LastName { get; init; }
    [Required] public string? Email { get; init; }
    public string? Phone { get; init; }
    public string? Title { get; init; }
    public LanguageCode? PreferredLanguage { get; init; }

    /// <summary>The only role, null for none; needs MANAGE_PERMISSIONS.</summary>
    public UserRole? Role { get; init; }

    /// <summary>All roles; needs MANAGE_PERMISSIONS.</summary>
    public IReadOnlyList<UserRole>? Roles { get; init; }

    /// <summary>False ends every session at once.</summary>
    public bool? IsActive { get; init; }
    public bool? AccountLocked { get; init; }

    /// <summary>True deactivates although bookings are to come; they stay as they are. Without it 409 lists them.</summary>
    public bool? ConfirmBookings { get; init; }

    /// <summary>The user as they are, to lay the changes over.</summary>
    public static UserEditJson Of(UserRow u) => new()
    {
        FirstName = u.FirstName, LastName = u.LastName, Email = u.Email, Phone = u.Phone, Title = u.Title, PreferredLanguage = u.PreferredLanguage,
        Role = u.Roles.Count == 0 ? null : u.Roles[0], Roles = u.Roles, IsActive = u.IsActive, AccountLocked = u.AccountLocked,
    };

    /// <summary>The roles to hold from now on; null when they stay. Where both were changed, roles counts.</summary>
    public IReadOnlyList<UserRole>? RolesAfter(IReadOnlyList<UserRole> held)
    {
        UserRole? first = held.Count == 0 ? null : held[0];
        if (Roles is not null && !Roles.Order().SequenceEqual(held)) return [.. Roles];
        if (Role == first) return null;
        return Role is { } one ? [one] : [];
    }
}

/// <summary>Which notices a person wants.</summary>
/// <param name="Id">Null, as the times, while nothing was chosen yet.</param>
public sealed record NotificationPreferencesJson(
    long? Id, long UserId, bool EmailNotifications, bool SmsNotifications, bool PushNotifications, Instant? CreatedAt, Instant? UpdatedAt)
{
    /// <summary>As the API shows it.</summary>
    public static NotificationPreferencesJson Of(NotificationPreferences n) => new(
        n.Id == 0 ? null : n.Id, n.UserId, n.EmailNotifications, n.SmsNotifications, n.PushNotifications, n.Id == 0 ? null : n.CreatedAt, n.Id == 0 ? null : n.UpdatedAt);
}

/// <summary>Which notices a person should get; what is left out stays as it is.</summary>
public sealed record NotificationPreferencesEditJson
{
    public bool? EmailNotifications { get; init; }
    public bool? SmsNotifications { get; init; }
    public bool? PushNotifications { get; init; }
}
