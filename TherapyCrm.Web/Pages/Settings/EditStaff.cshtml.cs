using Microsoft.AspNetCore.Mvc;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>Where and when a person works, their time off, skills and languages.</summary>
[RequirePermission(Permission.ManagePractice)]
public sealed class StaffPage(
    EditStaffProfile edit, AddTimeOff addTimeOff, RemoveTimeOff removeTimeOff, PracticeSetup setup, PracticeDay practiceDay, CurrentActor current, Words words)
    : EditPage<StaffForm>(current)
{
    /// <summary>A time off as it is typed.</summary>
    public sealed class TimeOffForm
    {
        public string? FirstDay { get; set; }
        public string? LastDay { get; set; }
        public string? From { get; set; }
        public string? To { get; set; }
        public string? Reason { get; set; }
    }

    [FromRoute] public long Id { get; set; }

    /// <summary>The time off being added.</summary>
    public TimeOffForm Away { get; private set; } = new();

    /// <summary>Whom the page is about.</summary>
    public StaffMember Person { get; private set; } = null!;

    public IReadOnlyList<Location> Locations { get; private set; } = [];
    public IReadOnlyList<Skill> Skills { get; private set; } = [];
    public IReadOnlyList<TimeOffRow> TimeOff { get; private set; } = [];

    public async Task<IActionResult> OnPostAwayAsync([Bind(Prefix = "Away")] TimeOffForm away, CancellationToken cancel)
    {
        Away = away;
        ModelState.Clear();
        Problem[] unreadable =
        [
            .. DateFields.Unreadable(("FirstDay", away.FirstDay), ("LastDay", away.LastDay)), .. DateFields.UnreadableTimes(("From", away.From), ("To", away.To)),
            .. string.IsNullOrWhiteSpace(away.FirstDay) ? [Problem.Invalid("FirstDay", "Please fill this in.")] : Array.Empty<Problem>(),
        ];
        var problems = unreadable.Length > 0 ? unreadable : await AddAwayAsync(away, cancel);
        if (problems.Count == 0) return this.Done($"/settings/staff/{Id}", words["The time off is noted."]);
        Form = (await StoredAsync(cancel))!;
        await LoadAsync(cancel);
        return this.ShowForm("", problems, "Away");
    }

    public async Task<IActionResult> OnPostBackAsync(long timeOffId, CancellationToken cancel)
    {
        await removeTimeOff.RunAsync(Actor, new(Id, timeOffId), cancel);
        return this.Done($"/settings/staff/{Id}", words["The time off is removed."]);
    }

    protected override async Task<StaffForm?> StoredAsync(CancellationToken cancel) =>
        StaffForm.Of(await setup.StaffMemberAsync(Actor, Id, cancel), await setup.LocationsAsync(Actor, cancel));

    protected override async Task LoadAsync(CancellationToken cancel)
    {
        Person = await setup.StaffMemberAsync(Actor, Id, cancel);
        Locations = await setup.LocationsAsync(Actor, cancel);
        Skills = [.. (await setup.SkillsAsync(Actor, cancel)).Where(s => s.IsActive || Form.SkillIds.Contains(s.Id))];
        TimeOff = await setup.TimeOffAsync(Actor, Id, practiceDay, cancel);
    }

    protected override async Task<(IReadOnlyList<Problem> Problems, string Next, string Notice)> SaveAsync(CancellationToken cancel)
    {
        var outcome = await edit.RunAsync(Actor, Form.ToRequest(Id), cancel);
        return (outcome.Problems, "/settings/staff", words["Saved."]);
    }

    private async Task<IReadOnlyList<Problem>> AddAwayAsync(TimeOffForm away, CancellationToken cancel)
    {
        var first = UrlDates.Day(away.FirstDay)!.Value;
        return (await addTimeOff.RunAsync(Actor, new()
        {
            UserId = Id, FirstDay = first, LastDay = UrlDates.Day(away.LastDay) ?? first, From = UrlDates.Time(away.From), To = UrlDates.Time(away.To), Reason = away.Reason,
        }, cancel)).Problems;
    }
}
