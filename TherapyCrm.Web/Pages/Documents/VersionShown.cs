using System.ComponentModel;
using TherapyCrm.Domain.Documents;
using TherapyCrm.Web.Localization;

namespace TherapyCrm.Web.Pages.Documents;

/// <summary>What of a version is compared with the one before it.</summary>
public sealed class VersionShown
{
    [DisplayName("File name")] public string? FileName { get; init; }
    [DisplayName("Size")] public string? Size { get; init; }
    [DisplayName("Checksum")] public string? Checksum { get; init; }
    [DisplayName("Title")] public string? Title { get; init; }
    [DisplayName("Category")] public string? Category { get; init; }
    [DisplayName("Learner")] public string? Learner { get; init; }
    [DisplayName("Classification")] public SecurityClassification Classification { get; init; }
    [DisplayName("Tags")] public string? Tags { get; init; }
    [DisplayName("Description")] public string? Description { get; init; }
    [DisplayName("Holds until")] public string? ExpirationDate { get; init; }
    [DisplayName("Keep for (days)")] public int? RetentionPeriodDays { get; init; }
    [DisplayName("Archived")] public bool Archived { get; init; }

    /// <summary>The version's facts.</summary>
    public static VersionShown Of(DocumentVersion version)
    {
        var (d, form) = (version.Document, DocumentForm.Of(version));
        return new()
        {
            FileName = d.FileName, Size = FileSizes.Of(d.FileSize), Checksum = d.Checksum[..12], Title = d.Title, Category = version.Category, Learner = version.Learner,
            Classification = d.SecurityClassification, Tags = form.Tags, Description = form.Description, ExpirationDate = form.ExpirationDate,
            RetentionPeriodDays = d.RetentionPeriodDays, Archived = d.ArchivedAt is not null,
        };
    }
}
