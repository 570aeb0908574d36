using System.ComponentModel;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Web.Pages.Notes;

/// <summary>What is typed into the note of a group session, with the draft that the window knows.</summary>
public sealed class GroupNoteForm
{
    /// <summary>The batch of drafts.</summary>
    public Guid? DraftId { get; set; }

    /// <summary>Version of the draft that this window saved or read last.</summary>
    public int? Seen { get; set; }
    [DisplayName("Date")] public DateOnly? Date { get; set; }
    [DisplayName("Time")] public TimeOnly? Time { get; set; }
    [DisplayName("Minutes")] public int? Minutes { get; set; }
    public long? ServiceCodeId { get; set; }
    public string? Modality { get; set; }
    public string? SessionFormat { get; set; }
    public bool IsProBono { get; set; }
    public List<NoteForm.SectionForm> Sections { get; set; } = [];
    public List<LineForm> Lines { get; set; } = [];
    public string? Password { get; set; }

    /// <summary>What a passkey signed instead, as JSON, filled in by the script.</summary>
    public string? Credential { get; set; }

    /// <summary>The other drafts were read and are not wanted.</summary>
    public bool SetOthersAside { get; set; }

    /// <summary>Words that read like a participant's name are none.</summary>
    public bool NoNames { get; set; }

    /// <summary>One participant's own line.</summary>
    public sealed class LineForm
    {
        public long NoteId { get; set; }
        public Attendance Attendance { get; set; }
        public string? Text { get; set; }
    }

    /// <summary>The names of the fields in the order of the form, for the summary of errors.</summary>
    public IEnumerable<string> FieldOrder() =>
        ["Form.Date", "Form.Time", "Form.Minutes", "Form.ServiceCodeId", "Form.Modality", .. Sections.Select((_, i) => $"Form.Sections[{i}].Text"),
            .. Lines.SelectMany((_, i) => new[] { $"Form.Lines[{i}].Attendance", $"Form.Lines[{i}].Text" }), "Form.NoNames", "Form.SetOthersAside", "Form.Password"];

    /// <summary>Filled with what a draft holds.</summary>
    public static GroupNoteForm Of(GroupDraftView draft) => new()
    {
        DraftId = draft.Batch, Seen = draft.Seen, Date = draft.Body.Facts.Date, Time = draft.Body.Facts.Time, Minutes = draft.Body.Facts.Minutes, ServiceCodeId = draft.Body.Facts.ServiceCodeId,
        Modality = draft.Body.Facts.Modality, SessionFormat = draft.Body.Facts.SessionFormat, IsProBono = draft.Body.Facts.IsProBono,
        Sections = [.. draft.Body.Sections.Select(s => new NoteForm.SectionForm { Heading = s.Heading, Text = s.Text })],
        Lines = [.. draft.Body.Lines.Select(l => new LineForm { NoteId = l.NoteId, Attendance = l.Attendance, Text = l.Text })],
    };

    /// <summary>As the operations take it.</summary>
    public GroupBody ToBody() => new()
    {
        Facts = new() { Date = Date, Time = Time, Minutes = Minutes, ServiceCodeId = ServiceCodeId, Modality = Modality, SessionFormat = SessionFormat, IsProBono = IsProBono },
        Sections = [.. Sections.Select(s => new NoteSection(s.Heading ?? "", s.Text ?? ""))],
        Lines = [.. Lines.Select(l => new GroupLine { NoteId = l.NoteId, Attendance = l.Attendance, Text = l.Text })],
    };
}
