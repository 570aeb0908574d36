using Microsoft.AspNetCore.Mvc;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Notes;

/// <summary>What the script that keeps drafts asks and is told (<c>autosave.js</c>).</summary>
internal static class AutosaveAnswer
{
    /// <summary>True when the script asks, not a person.</summary>
    public static bool IsAutosave(this HttpRequest request) => request.Headers.ContainsKey("X-Autosave");

    /// <summary>It is kept.</summary>
    /// <param name="draft">Which draft the window writes from now on.</param>
    /// <param name="at">When, as the reader reads moments.</param>
    /// <param name="other">True when it became a draft beside another window's.</param>
    public static JsonResult Kept(this Words words, object draft, int seen, string at, bool other) => new(new { draftId = draft, seen, said = words["Draft kept {0}", at], other });

    /// <summary>It cannot be kept, and why.</summary>
    public static JsonResult NotKept(this Words words, Problem problem) => new(new { problem = words[problem.Message, problem.Args] }) { StatusCode = StatusCodes.Status422UnprocessableEntity };
}
