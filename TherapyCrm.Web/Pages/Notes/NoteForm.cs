using System.ComponentModel;
using TherapyCrm.Domain.Clinical;
using TherapyCrm.Domain.Scheduling;

namespace TherapyCrm.Web.Pages.Notes;

/// <summary>What is typed into a note, with the draft that the window knows.</summary>
public sealed class NoteForm
{
    public long? DraftId { get; set; }

    /// <summary>Version of the draft that this window saved or read last.</summary>
    public int? Seen { get; set; }
    [DisplayName("Date")] public DateOnly? Date { get; set; }
    [DisplayName("Time")] public TimeOnly? Time { get; set; }
    [DisplayName("Minutes")] public int? Minutes { get; set; }
    public long? ServiceCodeId { get; set; }
    public string? Modality { get; set; }
    public string? SessionFormat { get; set; }
    public bool IsConsultation { get; set; }
    public bool IsProBono { get; set; }
    public List<SectionForm> Sections { get; set; } = [];
    public string? Mood { get; set; }
    public string? Affect { get; set; }
    public string? Risk { get; set; }

    /// <summary>How a visit to a group went; null where there was no group.</summary>
    public Attendance? Attendance { get; set; }

    /// <summary>What is said about goals of the plan.</summary>
    public List<ProgressForm> Progress { get; set; } = [];

    /// <summary>Why a signed note is amended.</summary>
    public string? Reason { get; set; }
    public string? Password { get; set; }

    /// <summary>What a passkey signed instead, as JSON, filled in by the script.</summary>
    public string? Credential { get; set; }

    /// <summary>The other drafts were read and are not wanted.</summary>
    public bool SetOthersAside { get; set; }

    /// <summary>One headed part.</summary>
    public sealed class SectionForm
    {
        public string? Heading { get; set; }
        public string? Text { get; set; }
    }

    /// <summary>The names of the fields in the order of the form, for the summary of errors.</summary>
    public IEnumerable<string> FieldOrder() =>
        ["Form.Date", "Form.Time", "Form.Minutes", "Form.ServiceCodeId", "Form.Modality", "Form.SessionFormat", .. Sections.Select((_, i) => $"Form.Sections[{i}].Text"),
            .. Progress.SelectMany((_, i) => ProgressForm.Fields.Select(f => $"Form.Progress[{i}].{f}")), "Form.Mood", "Form.Affect", "Form.Risk", "Form.Reason", "Form.SetOthersAside", "Form.Password"];

    /// <summary>Filled with what a draft holds.</summary>
    public static NoteForm Of(DraftView draft) => new()
    {
        DraftId = draft.Id, Seen = draft.Version, Date = draft.Body.Facts.Date, Time = draft.Body.Facts.Time, Minutes = draft.Body.Facts.Minutes, ServiceCodeId = draft.Body.Facts.ServiceCodeId,
        Attendance = draft.Body.Facts.Attendance, Modality = draft.Body.Facts.Modality, SessionFormat = draft.Body.Facts.SessionFormat, IsConsultation = draft.Body.Facts.IsConsultation, IsProBono = draft.Body.Facts.IsProBono,
        Sections = [.. draft.Body.Sections.Select(s => new SectionForm { Heading = s.Heading, Text = s.Text })], Mood = draft.Body.Mood, Affect = draft.Body.Affect, Risk = draft.Body.Risk, Reason = draft.Body.Reason, Progress = ProgressForm.Of(draft.Body),
    };

    /// <summary>As the operations take it.</summary>
    public NoteBody ToBody() => new()
    {
        Facts = new() { Attendance = Attendance, Date = Date, Time = Time, Minutes = Minutes, ServiceCodeId = ServiceCodeId, Modality = Modality, SessionFormat = SessionFormat, IsConsultation = IsConsultation, IsProBono = IsProBono },
        Sections = [.. Sections.Select(s => new NoteSection(s.Heading ?? "", s.Text ?? ""))], Mood = Mood, Affect = Affect, Risk = Risk, Reason = Reason, Progress = Progress.Count == 0 ? null : [.. Progress.Select(p => p.ToProgress())],
    };
}
