using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages;

/// <summary>Says what went wrong and what to do; the same for all whom a record is hidden from and all who ask for none.</summary>
[AllowAnonymous]
public sealed class StatusPage(Words t) : PageModel
{
    /// <summary>In a few words.</summary>
    public string Heading { get; private set; } = "";

    /// <summary>What to do now.</summary>
    public string Explanation { get; private set; } = "";

    /// <summary>To be told to who looks after the server; only where the log holds more.</summary>
    public string? Reference { get; private set; }

    public void OnGet(int code)
    {
        Response.StatusCode = code;
        Reference = code >= 500 ? AccessExceptions.Reference(HttpContext) : null;
        (Heading, Explanation) = code switch
        {
            400 => (t["This form is too old"], t["Please go back, load the page anew and try again."]),
            403 => (t["This is not open to you"], t["If you need it for your work, ask who manages permissions in your practice."]),
            404 => (t["There is nothing here"], t["It may have been removed, or it is not yours to see."]),
            405 => (t["This cannot be done here"], t["Please go back and use the buttons of the page."]),
            409 or 412 => (t["Somebody else was quicker"], t["This changed in the meantime. Please go back, load the page anew and try again."]),
            413 => (t["This is too large"], t["Please send less at once."]),
            429 => (t["Too many tries"], t["Please wait a minute and try again."]),
            503 when AccessExceptions.LacksRecordKey(HttpContext) => (t["The key of the records is missing"],
                t["Records cannot be opened without it, and nothing was changed. Tell this reference to who looks after the server: the key folder has to be put back."]),
            503 => (t["Not available at the moment"], t["Nothing can be shown while it cannot be put on file. Please try again in a moment."]),
            _ => (t["Something went wrong"], t["It was noted. Please try again; if it happens again, tell this reference to who looks after the server."]),
        };
    }
}
