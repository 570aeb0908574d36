namespace TherapyCrm.Domain.Clinical;

/// <summary>The headings that the field's own formats begin with.</summary>
public static class NoteForms
{
    /// <summary>Blank sections of a format; its headings are keys of the translation.</summary>
    public static IReadOnlyList<NoteSection> SectionsOf(NoteFormat format) => [.. HeadingsOf(format).Select(h => new NoteSection(h, ""))];

    private static string[] HeadingsOf(NoteFormat format) => format switch
    {
        NoteFormat.Soap => ["Subjective", "Objective", "Assessment", "Plan"],
        NoteFormat.Dap => ["Data", "Assessment", "Plan"],
        NoteFormat.Birp => ["Behaviour", "Intervention", "Response", "Plan"],
        _ => ["Note"],
    };
}
