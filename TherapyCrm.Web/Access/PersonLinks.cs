using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Web.Hosting;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Access;

/// <summary>Brings a password link to its person: by letter, or without a mail server by showing it to the administrator, once.</summary>
public sealed class PersonLinks(Mail mail, Words words)
{
    private const string Key = "person-link";

    /// <summary>Sends or shows it, and goes to the person's page.</summary>
    public async Task<IActionResult> HandOverAsync(PageModel page, long userId, string email, string token, bool invitation, CancellationToken cancel)
    {
        if (await SendAsync(page.Request, email, token, invitation, cancel) is not { } link) page.NoticeNext(words["A letter with the link is on its way."]);
        else page.TempData[Key] = link;
        return page.GoTo($"/settings/people/{userId}");
    }

    /// <summary>Sends it; answers the link to show, once, where no letter went out.</summary>
    public async Task<string?> SendAsync(HttpRequest request, string email, string token, bool invitation, CancellationToken cancel)
    {
        var link = LinkFor(request, token);
        var text = (invitation ? words["You are invited. With this link you choose your password; it works for four days:"] : words["With this link you choose a new password; it works for 30 minutes:"]) + $"\n\n{link}\n";
        return await mail.SendAsync(email, invitation ? words["Your invitation"] : words["Your new password"], text, cancel) ? null : link;
    }

    /// <summary>The link to show, once; null when there is none.</summary>
    public static string? Take(PageModel page) => page.TempData[Key] as string;

    /// <summary>The whole link, as it is sent or shown.</summary>
    public static string LinkFor(HttpRequest request, string token) => $"{request.Scheme}://{request.Host}{request.PathBase}/set-password?token={Uri.EscapeDataString(token)}";
}
