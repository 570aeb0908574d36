using NodaTime;
using TherapyCrm.Domain.Documents;

namespace TherapyCrm.Web.Api;

/// <summary>One line of a list of documents; where the file lies is nobody's business.</summary>
public record DocumentSummaryJson
{
    public required long Id { get; init; }
    public required string Title { get; init; }
    public required string FileName { get; init; }
    public required string FileType { get; init; }
    public required long FileSize { get; init; }
    public required string MimeType { get; init; }
    public required long? CategoryId { get; init; }
    public required long? ClientId { get; init; }
    public required long? LearnerId { get; init; }
    public required long UploaderId { get; init; }
    public required Instant UploadDate { get; init; }
    public required IReadOnlyList<string> Tags { get; init; }
    public required SecurityClassification SecurityClassification { get; init; }

    /// <summary>SHA-256 in hexadecimal.</summary>
    public required string Checksum { get; init; }
    public required int? RetentionPeriodDays { get; init; }

    /// <summary>The last day on which it holds.</summary>
    public required LocalDate? ExpirationDate { get; init; }
    public required Instant? ArchivedAt { get; init; }
    public required int Version { get; init; }

    /// <summary>As the API shows it in a list.</summary>
    public static DocumentSummaryJson Of(DocumentRow d) => new()
    {
        Id = d.Id, Title = d.Title, FileName = d.FileName, FileType = d.FileType, FileSize = d.FileSize, MimeType = d.MimeType, CategoryId = d.CategoryId, ClientId = d.ClientId,
        LearnerId = d.LearnerId, UploaderId = d.UploaderId, UploadDate = d.UploadDate, Tags = d.Tags, SecurityClassification = d.Classification, Checksum = d.Checksum,
        RetentionPeriodDays = d.RetentionPeriodDays, ExpirationDate = d.ExpirationDate, ArchivedAt = d.ArchivedAt, Version = d.Version,
    };
}

/// <summary>A document with everything that is said about it.</summary>
public sealed record DocumentJson : DocumentSummaryJson
{
    public required string? Description { get; init; }
    public required bool IsEncrypted { get; init; }
    public required bool IsLatestVersion { get; init; }
    public required long? ParentDocumentId { get; init; }
    public required Instant CreatedAt { get; init; }
    public required Instant UpdatedAt { get; init; }
    public required long? CreatedBy { get; init; }
    public required long? UpdatedBy { get; init; }

    /// <summary>As the API shows it.</summary>
    public static DocumentJson Of(Document d, string? description) => new()
    {
        Id = d.Id, Title = d.Title, FileName = d.FileName, FileType = d.FileType, FileSize = d.FileSize, MimeType = d.MimeType, CategoryId = d.CategoryId, ClientId = d.ClientId,
        LearnerId = d.LearnerId, UploaderId = d.UploaderId, UploadDate = d.UploadDate, Tags = d.TagList, SecurityClassification = d.SecurityClassification, Checksum = d.Checksum,
        RetentionPeriodDays = d.RetentionPeriodDays, ExpirationDate = d.ExpirationDate, ArchivedAt = d.ArchivedAt, Version = d.Version, Description = description,
        IsEncrypted = d.IsEncrypted, IsLatestVersion = d.IsLatestVersion, ParentDocumentId = d.ParentDocumentId,
        CreatedAt = d.CreatedAt, UpdatedAt = d.UpdatedAt, CreatedBy = d.CreatedBy, UpdatedBy = d.UpdatedBy,
    };
}
