using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Account;

/// <summary>What is one's own: profile, looks of the screens, where one is signed in.</summary>
[SignedIn]
public sealed class MePage(EditProfile editProfile, SessionList sessionList, EndSession endSession, CurrentActor current, Words words) : PageModel
{
    /// <summary>What is typed.</summary>
    public sealed class ProfileForm
    {
        public string? FirstName { get; set; }
        public string? LastName { get; set; }
        public string? Phone { get; set; }
        public LanguageCode Language { get; set; }
        public Theme Theme { get; set; }
        public Density Density { get; set; }
        public bool Uses24Hours { get; set; }
        public bool ShortcutsOn { get; set; }
        public bool PrivacyMode { get; set; }
    }

    [BindProperty] public ProfileForm Form { get; set; } = new();

    /// <summary>Live ones, newest first.</summary>
    public IReadOnlyList<SessionRow> Sessions { get; private set; } = [];

    public bool HasSecondFactor => current.Session?.HasSecondFactor == true;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var own = await editProfile.GetAsync(current.Actor, cancel);
        Form = new()
        {
            FirstName = own.FirstName, LastName = own.LastName, Phone = own.Phone, Language = own.Language == LanguageCode.Fr ? LanguageCode.Fr : LanguageCode.En, Theme = own.Theme,
            Density = own.Density, Uses24Hours = own.Uses24Hours, ShortcutsOn = own.ShortcutsOn, PrivacyMode = own.PrivacyMode,
        };
        await LoadAsync(cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var outcome = await editProfile.RunAsync(current.Actor, new()
        {
            FirstName = Form.FirstName, LastName = Form.LastName, Phone = Form.Phone, Language = Form.Language, Theme = Form.Theme, Density = Form.Density,
            Uses24Hours = Form.Uses24Hours, ShortcutsOn = Form.ShortcutsOn, PrivacyMode = Form.PrivacyMode,
        }, cancel);
        if (outcome.Succeeded)
        {
            this.NoticeNext(words["Saved."]);
            return this.GoTo("/me");
        }
        await LoadAsync(cancel);
        return this.ShowForm("_MeForm", outcome.Problems);
    }

    public async Task<IActionResult> OnPostEndSessionAsync(long sessionId, CancellationToken cancel)
    {
        await endSession.RunAsync(current.Actor, current.Actor.UserId!.Value, sessionId, cancel);
        this.NoticeNext(words["Signed out there."]);
        return this.GoTo("/me");
    }

    private async Task LoadAsync(CancellationToken cancel) => Sessions = await sessionList.RunAsync(current.Actor, current.Actor.UserId!.Value, cancel);
}
