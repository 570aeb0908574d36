using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Backups;
using TherapyCrm.Web.Hosting;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>How the backups of the embedded database are, and one more at once.</summary>
[RequirePermission(Permission.ManagePractice)]
public sealed class BackupPage(BackupSchedule schedule, MakeBackup make, CrmSettings settings, CurrentActor current, Words words) : PageModel
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB"];

    public BackupSchedule.Facts Facts { get; private set; } = null!;

    /// <summary>Where the keys lie that no backup holds.</summary>
    public string KeysPath => settings.KeysPath;

    /// <summary>The last try.</summary>
    public Instant? TriedAt => Facts.Status?.At;

    public async Task OnGetAsync(CancellationToken cancel) => Facts = await schedule.FactsAsync(current.Actor, cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var outcome = await make.RunAsync(current.Actor, CancellationToken.None); // goes on when the browser goes away
        if (outcome.Succeeded) return this.Done("/settings/backup", words["The backup was made and checked."]);
        Facts = await schedule.FactsAsync(current.Actor, cancel);
        return this.ShowForm("", outcome.Problems, "");
    }

    /// <summary>Such as 12.3 MB.</summary>
    public static string Size(long bytes)
    {
        var (value, unit) = ((double)bytes, 0);
        for (; value >= 1024 && unit < Units.Length - 1; unit++) value /= 1024;
        return string.Create(CultureInfo.CurrentCulture, $"{value:0.#} {Units[unit]}");
    }
}
