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

