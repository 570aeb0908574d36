using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>The practice's choices: the notice window, privacy on shared screens, locking.</summary>
[RequirePermission(Permission.ManagePractice)]
public sealed class ChoicesPage(ChangeSettings change, Domain.Practice.Settings settings, CurrentActor current, Words words) : PageModel
{
    /// <summary>How each choice is put: its English label and hint.</summary>
    public static readonly IReadOnlyList<(Setting Setting, string Label, string Hint)> Asked =
    [
        (Setting.NoticeWindowHours, "Notice window in hours", "A later cancellation may be charged"),
        (Setting.BoardShowsInitials, "Shared screens show initials instead of names", ""),
        (Setting.RequireSecondFactor, "Everybody needs a second factor to sign in", ""),
        (Setting.DeskLockSeconds, "A shared desk locks after so many seconds", "What it showed is hidden"),
        (Setting.DeskSignOutMinutes, "A shared desk signs out after so many minutes", ""),
        (Setting.SignOutMinutes, "Anybody else is signed out after so many minutes", ""),
    ];

    /// <summary>Values by key, as typed.</summary>
    [BindProperty] public Dictionary<string, int?> Form { get; set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => Form = (await settings.AllAsync(cancel)).ToDictionary(s => s.Key.Key, s => (int?)s.Value);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid) return this.ShowForm("");
        var empty = Form.Where(v => v.Value is null).Select(v => Problem.Invalid($"[{v.Key}]", "Please fill this in.")).ToArray();
        if (empty.Length > 0) return this.ShowForm("", empty, "Form");
        var outcome = await change.RunAsync(current.Actor, new(Form.ToDictionary(v => v.Key, v => v.Value!.Value)), cancel);
        return outcome.Succeeded || outcome.Problems.Count == 0
            ? this.Done("/settings", words["Saved."])
            : this.ShowForm("", [.. outcome.Problems.Select(p => p with { Field = $"[{p.Field}]" })]);
    }
}
