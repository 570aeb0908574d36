using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>Adds somebody who will sign in.</summary>
[RequirePermission(Permission.ManageUsers)]
public sealed class PeopleInvitePage(InviteStaffMember invite, People people, PersonLinks links, CurrentActor current) : PageModel
{
    /// <summary>What is typed.</summary>
    public sealed class InviteForm
    {
        public string? FirstName { get; set; }
        public string? LastName { get; set; }
        public string? Email { get; set; }
        public string? Phone { get; set; }
        public LanguageCode Language { get; set; }
        public List<UserRole> Roles { get; set; } = [];
        public List<long> Locations { get; set; } = [];
        public bool IsBookable { get; set; }
    }

    [BindProperty] public InviteForm Form { get; set; } = new();

    /// <summary>Locations to choose from.</summary>
    public IReadOnlyList<Choice> Places { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => Places = await people.PlacesAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var outcome = await invite.RunAsync(current.Actor, new()
        {
            FirstName = Form.FirstName, LastName = Form.LastName, Email = Form.Email, Phone = Form.Phone, Language = Form.Language, Roles = Form.Roles,
            LocationIds = Form.Locations, IsBookable = Form.IsBookable,
        }, cancel);
        if (outcome.Succeeded) return await links.HandOverAsync(this, outcome.Value.UserId, Form.Email!, outcome.Value.Token, invitation: true, cancel);
        Places = await people.PlacesAsync(cancel);
        return this.ShowForm("_PeopleInviteForm", outcome.Problems);
    }
}
