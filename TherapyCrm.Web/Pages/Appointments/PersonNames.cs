namespace TherapyCrm.Web.Pages.Appointments;

/// <summary>How names shrink where others can read along (domain.md §6).</summary>
public static class PersonNames
{
    /// <summary>"Sarah Chow" → "S. C.".</summary>
    public static string Initials(string name) =>
        string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => Domain.Common.Initials.Of(part, null)));
}
