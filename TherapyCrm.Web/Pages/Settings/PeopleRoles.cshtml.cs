using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Settings;

/// <summary>What everybody of a role may do, and how far.</summary>
[RequirePermission(Permission.ManagePermissions)]
public sealed class PeopleRolesPage(EditRolePermission editRolePermission, CurrentActor current, Words words) : PageModel
{
    private IReadOnlyDictionary<(UserRole Role, Permission Permission), Reach> all = new Dictionary<(UserRole, Permission), Reach>();

    /// <summary>How far the role goes now.</summary>
    public Reach Held(UserRole role, Permission permission) => all.GetValueOrDefault((role, permission));

    /// <summary>What the reader may choose; what is about no clients is had or not.</summary>
    public IEnumerable<Reach> Offered(UserRole role, Permission permission) => Enum.GetValues<Reach>().Where(r =>
        r == Held(role, permission) || r == Reach.None
        || ((r <= current.Actor.ReachOf(permission) || r <= RoleDefaults.For(role, permission)) && (permission.IsOnRecords() || r == Reach.Any)));

    public async Task OnGetAsync(CancellationToken cancel) => all = await editRolePermission.AllAsync(current.Actor, cancel);

    public async Task<IActionResult> OnPostAsync(Dictionary<string, Reach> reach, CancellationToken cancel)
    {
        all = await editRolePermission.AllAsync(current.Actor, cancel);
        foreach (var (key, wanted) in reach)
        {
            if (key.Split('.') is not [var r, var p] || !Enum.TryParse<UserRole>(r, out var role) || !Enum.TryParse<Permission>(p, out var permission)) continue;
            if (Held(role, permission) == wanted) continue;
            var outcome = await editRolePermission.RunAsync(current.Actor, role, permission, wanted, cancel);
            if (!outcome.Succeeded) return this.ShowForm("PeopleRoles", outcome.Problems);
        }
        this.NoticeNext(words["Saved."]);
        return this.GoTo("/settings/roles");
    }
}
