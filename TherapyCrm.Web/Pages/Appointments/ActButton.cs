namespace TherapyCrm.Web.Pages.Appointments;

/// <summary>A button that does one thing to an appointment.</summary>
/// <param name="Handler">The page handler it posts to.</param>
/// <param name="Key">The single letter that presses it, if any.</param>
/// <param name="Look">A further class of the button.</param>
public sealed record ActButton(string Handler, string Label, string Icon, string? Key, string Look);
