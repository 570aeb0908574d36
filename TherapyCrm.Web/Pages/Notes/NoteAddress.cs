using TherapyCrm.Domain.Clinical;

namespace TherapyCrm.Web.Pages.Notes;

/// <summary>Where a note is written or read.</summary>
internal static class NoteAddress
{
    /// <summary>The writing screen of a draft, for a group's the shared one; the page of a signed note.</summary>
    public static string Of(SessionNote note) => note switch
    {
        { IsGroup: true, Status: NoteStatus.Draft, AppointmentId: { } visit } => $"/notes/group/{visit}",
        { Status: NoteStatus.Draft } => $"/notes/{note.Id}/edit",
        _ => $"/notes/{note.Id}",
    };
}
