using System.ComponentModel.DataAnnotations;
using NodaTime;
using TherapyCrm.Domain.Documents;

namespace TherapyCrm.Web.Api;

/// <summary>What should be said about a document; its file and client do not change here.</summary>
public sealed record DocumentEditJson
{
    [Required] public string? Title { get; init; }
    public string? Description { get; init; }
    public IReadOnlyList<string>? Tags { get; init; }
    [Required] public long? CategoryId { get; init; }
    public long? LearnerId { get; init; }
    public SecurityClassification? SecurityClassification { get; init; }

    /// <summary>Only ever lengthened.</summary>
    public int? RetentionPeriodDays { get; init; }
    public LocalDate? ExpirationDate { get; init; }

    /// <summary>The version that was seen, where If-Match is not sent.</summary>
    public int? Version { get; init; }

    /// <summary>The document as it is, to lay the changes over.</summary>
    public static DocumentEditJson Of(Document d, string? description) => new()
    {
        Title = d.Title, Description = description, Tags = d.TagList, CategoryId = d.CategoryId, LearnerId = d.LearnerId, SecurityClassification = d.SecurityClassification,
        RetentionPeriodDays = d.RetentionPeriodDays, ExpirationDate = d.ExpirationDate,
    };

    /// <summary>The details of the domain.</summary>
    public DocumentDetails ToDetails() => new()
    {
        Title = Title, Description = Description, Tags = Tags ?? [], CategoryId = CategoryId, LearnerId = LearnerId,
        Classification = SecurityClassification ?? Domain.Documents.SecurityClassification.Confidential, RetentionPeriodDays = RetentionPeriodDays, ExpirationDate = ExpirationDate,
    };
}

/// <summary>A new document, as parts of a form: what is said about it stands before the file.</summary>
public sealed record DocumentUploadJson
{
    /// <summary>About whom; without it a document of the practice.</summary>
    public long? ClientId { get; init; }
    public long? LearnerId { get; init; }
    [Required] public long? CategoryId { get; init; }

    /// <summary>Without it, the file's name.</summary>
    public string? Title { get; init; }
    public string? Description { get; init; }

    /// <summary>Parted by commas.</summary>
    public string? Tags { get; init; }
    public SecurityClassification? SecurityClassification { get; init; }
    public int? RetentionPeriodDays { get; init; }
    public LocalDate? ExpirationDate { get; init; }

    /// <summary>Up to 50 MB; its kind is told from its content.</summary>
    [Required] public IFormFile? File { get; init; }
}
