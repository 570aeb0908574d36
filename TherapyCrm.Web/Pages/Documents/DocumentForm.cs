using System.ComponentModel;
using System.Globalization;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Common;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Pages.Shared;

namespace TherapyCrm.Web.Pages.Documents;

/// <summary>What is said about a document, as it is typed.</summary>
public sealed class DocumentForm : IEditForm
{
    public int? Version { get; set; }

    /// <summary>Names the field of the files; what it holds is read as it arrives.</summary>
    public string? File { get; set; }
    [DisplayName("Title")] public string? Title { get; set; }
    public long? CategoryId { get; set; }
    public long? LearnerId { get; set; }
    [DisplayName("Classification")] public SecurityClassification SecurityClassification { get; set; } = SecurityClassification.Confidential;
    [DisplayName("Tags")] public string? Tags { get; set; }
    [DisplayName("Description")] public string? Description { get; set; }
    [DisplayName("Holds until")] public string? ExpirationDate { get; set; }
    [DisplayName("Keep for (days)")] public string? RetentionPeriodDays { get; set; }

    /// <summary>The form of a version.</summary>
    public static DocumentForm Of(DocumentVersion version)
    {
        var d = version.Document;
        return new()
        {
            Version = d.Version, Title = d.Title, CategoryId = d.CategoryId, LearnerId = d.LearnerId, SecurityClassification = d.SecurityClassification,
            Tags = d.TagList.Count == 0 ? null : string.Join(", ", d.TagList), Description = version.Description,
            ExpirationDate = d.ExpirationDate is { } day ? UrlDates.Text(day) : null, RetentionPeriodDays = d.RetentionPeriodDays?.ToString(CultureInfo.InvariantCulture),
        };
    }

    /// <summary>The form as fields of a request that is read part by part.</summary>
    public static DocumentForm Of(IReadOnlyDictionary<string, string> fields) => new()
    {
        Title = Text(fields, nameof(Title)), CategoryId = Number(fields, nameof(CategoryId)), LearnerId = Number(fields, nameof(LearnerId)),
        SecurityClassification = Enum.TryParse<SecurityClassification>(Text(fields, nameof(SecurityClassification)), out var chosen) && Enum.IsDefined(chosen) ? chosen : SecurityClassification.Confidential,
        Tags = Text(fields, nameof(Tags)), Description = Text(fields, nameof(Description)), ExpirationDate = Text(fields, nameof(ExpirationDate)),
        RetentionPeriodDays = Text(fields, nameof(RetentionPeriodDays)),
    };

    /// <inheritdoc/>
    public IEnumerable<Problem> Unreadable()
    {
        foreach (var problem in DateFields.Unreadable((nameof(ExpirationDate), ExpirationDate))) yield return problem;
        if (!string.IsNullOrWhiteSpace(RetentionPeriodDays) && Days is null) yield return Problem.Invalid(nameof(RetentionPeriodDays), "Please give a number.");
    }

    /// <summary>What the operations take.</summary>
    public DocumentDetails ToDetails() => new()
    {
        Title = Title, CategoryId = CategoryId, LearnerId = LearnerId, Classification = SecurityClassification, Description = Description,
        Tags = [.. (Tags ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
        ExpirationDate = UrlDates.Day(ExpirationDate?.Trim()), RetentionPeriodDays = Days,
    };

    private int? Days => int.TryParse(RetentionPeriodDays, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var days) ? days : null;

    private static string? Text(IReadOnlyDictionary<string, string> fields, string name) => fields.GetValueOrDefault($"Form.{name}") is { Length: > 0 } text ? text : null;

    private static long? Number(IReadOnlyDictionary<string, string> fields, string name) =>
        long.TryParse(Text(fields, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>What the shared fields of a document's form need.</summary>
public interface IDocumentFormPage
{
    DocumentForm Form { get; }
    IReadOnlyList<DocumentCategory> Categories { get; }
    IReadOnlyList<Choice> Learners { get; }
}
