using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>One person: roles, what they were given and denied, whether they may sign in, where they are signed in.</summary>
[RequirePermission(Permission.ManageUsers, Or = Permission.ManagePermissions)]
public sealed class PeoplePersonPage(People people, SessionList sessionList, PersonActs acts, PersonLinks links, CurrentActor current, Moments moments, Words words) : PageModel
{
    /// <summary>A grant or deny as it is typed.</summary>
    public sealed class GrantForm
    {
        public Permission Permission { get; set; } = Permission.ViewClients;
        public Reach Reach { get; set; } = Reach.Assigned;
        public string? Until { get; set; }
    }

    [BindProperty(SupportsGet = true)] public long Id { get; set; }
    [BindProperty] public GrantForm Form { get; set; } = new();
    public PersonDetails Details { get; private set; } = null!;
    public IReadOnlyList<SessionRow> Sessions { get; private set; } = [];

    /// <summary>The password link, shown once.</summary>
    public string? Link { get; private set; }

    /// <summary>What must be confirmed before the person is shut out.</summary>
    public BookingsInTheWay? InTheWay { get; private set; }
    public bool IsSelf => current.Actor.UserId == Id;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Link = PersonLinks.Take(this);
        await LoadAsync(cancel);
    }

    [HandlerNeeds(Permission.ManagePermissions)]
    public async Task<IActionResult> OnPostRolesAsync(List<UserRole> roles, CancellationToken cancel) =>
        await AnswerAsync(await acts.SetRoles.RunAsync(current.Actor, Id, roles, cancel), cancel);

    [HandlerNeeds(Permission.ManageUsers)]
    public async Task<IActionResult> OnPostStateAsync(bool isActive, bool isLocked, bool confirmBookings, CancellationToken cancel) =>
        await AnswerAsync(await acts.Deactivate.RunAsync(current.Actor, Id, isActive, isLocked, confirmBookings, cancel), cancel);

    [HandlerNeeds(Permission.ManagePermissions)]
    public async Task<IActionResult> OnPostGrantAsync(bool granted, CancellationToken cancel)
    {
        var request = new GrantUserPermission.Request { UserId = Id, Permission = Form.Permission, Granted = granted, Reach = Form.Reach, ExpiresAt = LastDay.End(Form.Until, moments.Zone, out var problem) };
        return await AnswerAsync(problem is null ? await acts.Grant.RunAsync(current.Actor, request, cancel) : problem, cancel);
    }

    [HandlerNeeds(Permission.ManagePermissions)]
    public async Task<IActionResult> OnPostRevokeAsync(long rowId, CancellationToken cancel) =>
        await AnswerAsync(await acts.Grant.RevokeAsync(current.Actor, Id, rowId, cancel), cancel);

    [HandlerNeeds(Permission.ManageUsers)]
    public async Task<IActionResult> OnPostLinkAsync(CancellationToken cancel)
    {
        var person = (await people.OneAsync(current.Actor, Id, cancel)).Person;
        return await links.HandOverAsync(this, Id, person.Email, await acts.Links.ForPersonAsync(current.Actor, Id, cancel), person.IsInvited, cancel);
    }

    [HandlerNeeds(Permission.ManageUsers)]
    public async Task<IActionResult> OnPostSecondFactorOffAsync(CancellationToken cancel) =>
        await AnswerAsync(await acts.SecondFactor.TurnOffForAsync(current.Actor, Id, cancel), cancel);

    [HandlerNeeds(Permission.ManageUsers)]
    public async Task<IActionResult> OnPostEndSessionAsync(long sessionId, CancellationToken cancel)
    {
        await acts.EndSession.RunAsync(current.Actor, Id, sessionId, cancel);
        return await AnswerAsync<bool>(true, cancel);
    }

    private async Task<IActionResult> AnswerAsync<T>(Outcome<T> outcome, CancellationToken cancel)
    {
        if (outcome.Succeeded)
        {
            this.NoticeNext(words["Saved."]);
            return this.GoTo($"/settings/people/{Id}");
        }
        InTheWay = outcome.Problems.Select(p => p.Detail).OfType<BookingsInTheWay>().FirstOrDefault();
        await LoadAsync(cancel);
        return this.ShowForm("_PeopleGrantForm", outcome.Problems);
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        Details = await people.OneAsync(current.Actor, Id, cancel);
        if (current.Actor.May(Permission.ManageUsers)) Sessions = await sessionList.RunAsync(current.Actor, Id, cancel);
    }
}

/// <summary>What an administrator does to a person.</summary>
public sealed record PersonActs(SetRoles SetRoles, DeactivateStaffMember Deactivate, GrantUserPermission Grant, PasswordLinks Links, SetSecondFactor SecondFactor, EndSession EndSession);

/// <summary>The last day of a grant, as it is typed.</summary>
public static class LastDay
{
    /// <summary>The first instant after that day by the practice's clock; null for ever.</summary>
    public static Instant? End(string? text, string zone, out Problem? problem)
    {
        problem = null;
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (UrlDates.Day(text) is { } day) return Zones.StartOfDay(day.PlusDays(1), zone);
        problem = Problem.Invalid("Until", "This is not a date.");
        return null;
    }
}
