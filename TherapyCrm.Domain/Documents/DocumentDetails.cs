using System.Text.Json;
using NodaTime;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Documents;

/// <summary>What is said about a document; uploading and changing share it.</summary>
public sealed record DocumentDetails
{
    private const int MostTags = 20;
    private const int LongestRetention = 36_600;

    /// <summary>Without one, the file's name.</summary>
    public string? Title { get; init; }

    /// <summary>Kept sealed.</summary>
    public string? Description { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];
    public long? CategoryId { get; init; }
    public long? LearnerId { get; init; }
    public SecurityClassification Classification { get; init; } = SecurityClassification.Confidential;

    /// <summary>Only ever lengthened.</summary>
    public int? RetentionPeriodDays { get; init; }
    public LocalDate? ExpirationDate { get; init; }

    /// <summary>What is wrong with them by themselves.</summary>
    public IEnumerable<Problem> Check()
    {
        foreach (var problem in TypedText.Check("title", Title, 255)) yield return problem;
        foreach (var problem in TypedText.Check("description", Description, 4000)) yield return problem;
        foreach (var problem in Tags.SelectMany(t => TypedText.Check("tags", t, 50)).Take(1)) yield return problem;
        if (Tags.Count > MostTags) yield return Problem.Invalid("tags", "Please use at most {0} tags.", MostTags);
        if (CategoryId is null) yield return Problem.Invalid("categoryId", "Please choose a category.");
        if (!Enum.IsDefined(Classification)) yield return Problem.Invalid("securityClassification", "Please choose a classification.");
        if (RetentionPeriodDays is < 0 or > LongestRetention) yield return Problem.Invalid("retentionPeriodDays", "Please write a number from {0} to {1}.", 0, LongestRetention);
    }

    internal void WriteTo(Document document)
    {
        document.Title = TypedText.Kept(Title) ?? document.Title;
        string[] tags = [.. Tags.Select(TypedText.Kept).OfType<string>().DistinctBy(Folded.Text)];
        document.Tags = tags.Length == 0 ? null : JsonSerializer.Serialize(tags);
        (document.CategoryId, document.LearnerId, document.SecurityClassification) = (CategoryId, LearnerId, Classification);
        (document.RetentionPeriodDays, document.ExpirationDate) = (RetentionPeriodDays, ExpirationDate);
    }

    internal void SealInto(Document document, ClientCipher cipher)
    {
        var text = TypedText.Kept(Description);
        if (Opened(document, cipher) == text) return;
        document.SealId = Guid.NewGuid();
        document.Description = text is null ? null : cipher.Seal(text, Place(document));
    }

    internal static string? Opened(Document document, ClientCipher cipher) => document.Description is { } closed ? cipher.Open(closed, Place(document)) : null;

    private static SealedPlace Place(Document document) => new("documents", "description", document.SealId);
}
