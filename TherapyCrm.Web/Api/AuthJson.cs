using System.ComponentModel.DataAnnotations;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;

namespace TherapyCrm.Web.Api;

/// <summary>Who signs in.</summary>
public sealed record LoginJson
{
    [Required] public string? Email { get; init; }
    [Required] public string? Password { get; init; }

    /// <summary>The one-time code or a recovery code; asked for by 401 with code totp_required.</summary>
    public string? Totp { get; init; }
}

/// <summary>The refresh token to exchange.</summary>
public sealed record RefreshJson
{
    [Required] public string? RefreshToken { get; init; }
}

/// <summary>An access token for the next calls, and the refresh token for the time after.</summary>
/// <param name="ExpiresIn">Seconds until the access token ends.</param>
public sealed record TokensJson(string AccessToken, string RefreshToken, int ExpiresIn, UserJson User);

/// <summary>A user; passwords and tokens are never shown.</summary>
public sealed record UserJson
{
    public required long Id { get; init; }
    public required string? Email { get; init; }
    public required string FirstName { get; init; }
    public required string LastName { get; init; }
    public required string? Title { get; init; }
    public required string? Phone { get; init; }

    /// <summary>The first of the roles; null until one is given.</summary>
    public required UserRole? Role { get; init; }
    public required IReadOnlyList<UserRole> Roles { get; init; }
    public required bool IsEmailVerified { get; init; }
    public required bool IsActive { get; init; }

    /// <summary>Can be booked as a therapist.</summary>
    public required bool IsBookable { get; init; }
    public required bool AccountLocked { get; init; }
    public required bool PortalAccess { get; init; }
    public required Instant? PortalLastLogin { get; init; }
    public required bool RequirePasswordChange { get; init; }
    public required int FailedLoginAttempts { get; init; }
    public required Instant? LastPasswordChange { get; init; }
    public required bool TwoFactorEnabled { get; init; }
    public required LanguageCode PreferredLanguage { get; init; }

    /// <summary>Codes parted by commas.</summary>
    public required string? SecondaryLanguages { get; init; }
    public required Theme Theme { get; init; }
    public required Density Density { get; init; }
    public required bool Uses24Hours { get; init; }
    public required bool ShortcutsOn { get; init; }
    public required bool PrivacyMode { get; init; }

    /// <summary>Ids of the locations the person works at.</summary>
    public required IReadOnlyList<long> LocationIds { get; init; }
    public required Instant CreatedAt { get; init; }
    public required Instant UpdatedAt { get; init; }
    public required long? CreatedBy { get; init; }
    public required long? UpdatedBy { get; init; }
    public required int Version { get; init; }

    /// <summary>As the API shows it.</summary>
    public static UserJson Of(UserRow u) => new()
    {
        Id = u.Id, Email = u.Email, FirstName = u.FirstName, LastName = u.LastName, Title = u.Title, Phone = u.Phone,
        Role = u.Roles.Count == 0 ? null : u.Roles[0], Roles = u.Roles, IsEmailVerified = u.IsEmailVerified, IsActive = u.IsActive, IsBookable = u.IsBookable,
        AccountLocked = u.AccountLocked, PortalAccess = u.PortalAccess, PortalLastLogin = u.PortalLastLogin, RequirePasswordChange = u.RequirePasswordChange,
        FailedLoginAttempts = u.FailedLoginAttempts, LastPasswordChange = u.LastPasswordChange, TwoFactorEnabled = u.TwoFactorEnabled,
        PreferredLanguage = u.PreferredLanguage, SecondaryLanguages = u.SecondaryLanguages, Theme = u.Theme, Density = u.Density,
        Uses24Hours = u.Uses24Hours, ShortcutsOn = u.ShortcutsOn, PrivacyMode = u.PrivacyMode, LocationIds = u.Locations,
        CreatedAt = u.CreatedAt, UpdatedAt = u.UpdatedAt, CreatedBy = u.CreatedBy, UpdatedBy = u.UpdatedBy, Version = u.Version,
    };
}
