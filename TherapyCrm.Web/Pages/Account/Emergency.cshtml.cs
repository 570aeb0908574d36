using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Domain.Access;
using TherapyCrm.Web.Access;
using TherapyCrm.Web.Hosting;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Account;

/// <summary>Opens the emergency view of one client, and ends it early.</summary>
[RequirePermission(Permission.BreakGlass)]
public sealed class EmergencyPage(OpenBreakGlass open, CloseBreakGlass close, Mail mail, CurrentActor current, Words words) : PageModel
{
    /// <summary>What is typed.</summary>
    public sealed class EmergencyForm
    {
        public string? FileNumber { get; set; }
        public string? Reason { get; set; }
        public string? Password { get; set; }
    }

    [BindProperty] public EmergencyForm Form { get; set; } = new();

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var outcome = await open.RunAsync(current.Actor, new() { FileNumber = Form.FileNumber, Reason = Form.Reason, Password = Form.Password }, cancel);
        if (!outcome.Succeeded) return this.ShowForm("_EmergencyForm", outcome.Problems);
        foreach (var email in outcome.Value.ToldByMail)
            await mail.SendAsync(email, words["Emergency view of a record"], words["{0} has opened the record with the file number {1} in an emergency. You find the reason in the program's log.", current.Session!.FullName, Form.FileNumber!.Trim()], CancellationToken.None);
        return this.GoTo($"/clients/{outcome.Value.ClientId}");
    }

    public async Task<IActionResult> OnPostEndAsync(long viewId, CancellationToken cancel)
    {
        await close.EndAsync(current.Actor, viewId, cancel);
        this.NoticeNext(words["The emergency view is closed."]);
        return this.GoTo("/");
    }
}
