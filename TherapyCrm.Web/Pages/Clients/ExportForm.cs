using System.ComponentModel;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Insights;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Clients;

/// <summary>What is to be exported, as it is chosen.</summary>
public sealed class ExportForm : IEditForm
{
    public int? Version { get; set; }
    public List<FilePart> Parts { get; set; } = [];
    [DisplayName("From")] public string? From { get; set; }
    [DisplayName("Up to")] public string? Until { get; set; }
    public bool WithHistory { get; set; }
    public bool AppendsDocuments { get; set; } = true;
    [DisplayName("Reason")] public string? Reason { get; set; }

    /// <inheritdoc/>
    public IEnumerable<Problem> Unreadable() => DateFields.Unreadable((nameof(From), From), (nameof(Until), Until));

    /// <summary>As the operation takes it.</summary>
    public FileChoice ToChoice(long clientId) => new()
    {
        ClientId = clientId, Parts = Parts, From = UrlDates.Day(From?.Trim()), Until = UrlDates.Day(Until?.Trim()), WithHistory = WithHistory, AppendsDocuments = AppendsDocuments, Reason = Reason,
    };
}
