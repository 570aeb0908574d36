using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Practice;

/// <summary>A whole-number or yes/no choice of the practice with what it starts as.</summary>
public sealed record Setting(string Key, int StartsAs, int Least, int Most)
{
    /// <summary>Hours before an appointment within which a cancellation may be charged.</summary>
    public static readonly Setting NoticeWindowHours = new("notice_window_hours", 24, 0, 336);

    /// <summary>1 shows initials instead of names on the board of a shared desk.</summary>
    public static readonly Setting BoardShowsInitials = new("board_shows_initials", 0, 0, 1);

    /// <summary>1 asks everybody for a second factor.</summary>
    public static readonly Setting RequireSecondFactor = new("require_second_factor", 0, 0, 1);

    private static readonly IReadOnlyDictionary<UserRole, Setting> SecondFactors =
        Enum.GetValues<UserRole>().ToDictionary(r => r, r => new Setting($"require_second_factor_{StoredText.Of(r).ToLowerInvariant()}", 0, 0, 1));

    /// <summary>1 asks who holds this role for a second factor.</summary>
    public static Setting SecondFactorOf(UserRole role) => SecondFactors[role];

    /// <summary>Seconds without a touch until a front desk locks.</summary>
    public static readonly Setting DeskLockSeconds = new("desk_lock_seconds", 300, 30, 3600);

    /// <summary>Minutes without a touch until a front desk is signed out.</summary>
    public static readonly Setting DeskSignOutMinutes = new("desk_sign_out_minutes", 15, 5, 120);

    /// <summary>Minutes without a touch until anybody else is signed out.</summary>
    public static readonly Setting SignOutMinutes = new("sign_out_minutes", 30, 5, 240);

    /// <summary>Who is told at once of every emergency view; 0 is nobody.</summary>
    public static readonly Setting PrivacyContact = new("privacy_contact", 0, 0, int.MaxValue);

    /// <summary>From so many clients on a day somebody stands out in the review of the log.</summary>
    public static readonly Setting ManyClientsADay = new("many_clients_a_day", 40, 5, 500);

    /// <summary>Years for which the file of a client without a type is kept after the last contact; 0 = for ever.</summary>
    public static readonly Setting RetentionYears = new("retention_years", 0, 0, 100);

    /// <summary>Years at which somebody comes of age here.</summary>
    public static readonly Setting Majority = new("majority", 19, 18, 19);

    /// <summary>Hours after a session until a note counts as late.</summary>
    public static readonly Setting NoteLateAfterHours = new("note_late_after_hours", 72, 1, 8760);

    /// <summary>1 bills a visit only when a note about it is signed.</summary>
    public static readonly Setting BillOnlySigned = new("bill_only_signed", 0, 0, 1);

    /// <summary>1 asks for somebody other than the author to approve a treatment plan.</summary>
    public static readonly Setting PlanNeedsAnother = new("plan_needs_another", 0, 0, 1);

    /// <summary>All of them, as the settings page lists them.</summary>
    public static readonly IReadOnlyList<Setting> All =
        [NoticeWindowHours, BoardShowsInitials, RequireSecondFactor, .. SecondFactors.Values, DeskLockSeconds, DeskSignOutMinutes, SignOutMinutes, PrivacyContact, ManyClientsADay, RetentionYears, Majority, NoteLateAfterHours, PlanNeedsAnother, BillOnlySigned];
}

/// <summary>Reads and changes the practice's choices.</summary>
public sealed class Settings(CrmDbContext db)
{
    /// <summary>The current value, or what it starts as.</summary>
    public async Task<int> GetAsync(Setting setting, CancellationToken cancel = default)
    {
        var text = await db.PracticeSettings.Where(s => s.Key == setting.Key).Select(s => s.Value).FirstOrDefaultAsync(cancel);
        return text is null ? setting.StartsAs : int.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <summary>All current values by key.</summary>
    public async Task<IReadOnlyDictionary<Setting, int>> AllAsync(CancellationToken cancel = default)
    {
        var stored = await db.PracticeSettings.AsNoTracking().ToDictionaryAsync(s => s.Key, s => s.Value, cancel);
        return Setting.All.ToDictionary(s => s, s => stored.TryGetValue(s.Key, out var v) ? int.Parse(v, CultureInfo.InvariantCulture) : s.StartsAs);
    }
}
