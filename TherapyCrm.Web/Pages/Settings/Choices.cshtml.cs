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
public sealed class ChoicesPage(ChangeSettings change, Domain.Practice.Settings settings, People people, CurrentActor current, Words words) : PageModel
{
    /// <summary>How each choice is put: its English label and hint.</summary>
    public static readonly IReadOnlyList<(Setting Setting, string Label, string Hint)> Asked =
    [
        (Setting.NoticeWindowHours, "Notice window in hours", "A later cancellation may be charged"),
        (Setting.NoteLateAfterHours, "Hours until a note is late", "A note signed later is marked as a late entry"),
        (Setting.PlanNeedsAnother, "Somebody other than the author approves a treatment plan", ""),
        (Setting.BillOnlySigned, "Bill a visit only when its note is signed", "Until then the office sees it as not billable yet"),
        (Setting.BoardShowsInitials, "Shared screens show initials instead of names", ""),
        (Setting.RequireSecondFactor, "Everybody needs a second factor to sign in", ""),
        (Setting.SecondFactorOf(UserRole.Admin), "Administrators need one", ""),
        (Setting.SecondFactorOf(UserRole.Therapist), "Therapists need one", ""),
        (Setting.SecondFactorOf(UserRole.Staff), "Office staff need one", ""),
        (Setting.SecondFactorOf(UserRole.Receptionist), "Receptionists need one", ""),
        (Setting.DeskLockSeconds, "A shared desk locks after so many seconds", "What it showed is hidden"),
        (Setting.DeskSignOutMinutes, "A shared desk signs out after so many minutes", ""),
        (Setting.SignOutMinutes, "Anybody else is signed out after so many minutes", ""),
        (Setting.PrivacyContact, "Privacy contact", "Is told at once of every emergency view"),
        (Setting.RetentionYears, "Years for which the file of a client without a type is kept", "0 keeps it for ever"),
        (Setting.Majority, "Age of majority", ""),
        (Setting.ManyClientsADay, "So many clients on a day stand out in the review of the log", ""),
    ];

    /// <summary>Values by key, as typed.</summary>
    [BindProperty] public Dictionary<string, int?> Form { get; set; } = [];

    /// <summary>Values by key, as they were read; what has changed since is not overwritten unasked.</summary>
    [BindProperty] public Dictionary<string, int> Seen { get; set; } = [];

    /// <summary>Keys whose value somebody else changed since, to show both.</summary>
    public HashSet<string> Changed { get; private set; } = [];

    /// <summary>Who can be the privacy contact.</summary>
    public IReadOnlyList<Choice> People { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        People = await people.ChoicesAsync(cancel);
        Seen = await NowAsync(cancel);
        Form = Seen.ToDictionary(s => s.Key, s => (int?)s.Value);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        People = await people.ChoicesAsync(cancel);
        if (!ModelState.IsValid) return this.ShowForm("");
        var empty = Form.Where(v => v.Value is null).Select(v => Problem.Invalid($"[{v.Key}]", "Please fill this in.")).ToArray();
        if (empty.Length > 0) return this.ShowForm("", empty, "Form");
        var outcome = await change.RunAsync(current.Actor, new(Form.ToDictionary(v => v.Key, v => v.Value!.Value), Seen), cancel);
        if (outcome.Succeeded) return this.Done("/settings", words["Saved."]);
        if (outcome.Problems.All(p => p.Kind == ProblemKind.Stale)) await ShowBothAsync(cancel);
        return this.ShowForm("", [.. outcome.Problems.Select(p => p with { Field = p.Field.Length > 0 ? $"[{p.Field}]" : "" })]);
    }

    // What was typed stays in the form, so that saving once more is meant; what was not touched follows the other person's change.
    private async Task ShowBothAsync(CancellationToken cancel)
    {
        var now = await NowAsync(cancel);
        Changed = [.. now.Where(s => Seen.TryGetValue(s.Key, out var read) && read != s.Value).Select(s => s.Key)];
        foreach (var key in Changed.Where(k => Form.GetValueOrDefault(k) == Seen[k])) Form[key] = now[key];
        Seen = now;
    }

    private async Task<Dictionary<string, int>> NowAsync(CancellationToken cancel) => (await settings.AllAsync(cancel)).ToDictionary(s => s.Key.Key, s => s.Value);
}
