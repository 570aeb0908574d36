using System.Text.Json;
using NodaTime;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Documents;

/// <summary>How closely a document is kept; only <see cref="Restricted"/> changes who sees it (access.md §1, row 7).</summary>
public enum SecurityClassification { Public, Internal, Confidential, Restricted }

/// <summary>
/// A file that the practice keeps, with what is said about it. Each change makes a version: what was before stays as a row of its own that names
/// this one as its parent, so that a document's number never changes.
/// </summary>
public sealed class Document : Record
{
    /// <summary>Null for a document of the practice itself.</summary>
    public long? ClientId { get; init; }
    public Client? Client { get; private set; }
    public long? LearnerId { get; internal set; }

    /// <summary>Names the document in lists; the description is the place for what must stay sealed.</summary>
    public string Title { get; internal set; } = "";

    /// <summary>Sealed; opens with <see cref="SealId"/>.</summary>
    public byte[]? Description { get; internal set; }

    /// <summary>A JSON list, as <see cref="TagList"/> reads it.</summary>
    public string? Tags { get; internal set; }
    public long? CategoryId { get; internal set; }
    public DocumentCategory? Category { get; private set; }
    public SecurityClassification SecurityClassification { get; internal set; } = SecurityClassification.Confidential;

    /// <summary>Kept at least so many days from its upload, where the client's own retention is shorter.</summary>
    public int? RetentionPeriodDays { get; internal set; }

    /// <summary>The last day on which it holds, such as that of a consent.</summary>
    public LocalDate? ExpirationDate { get; internal set; }

    /// <summary>Who brought the document in; later versions do not change it.</summary>
    public long UploaderId { get; init; }
    public Instant UploadDate { get; init; }

    /// <summary>Where the file lies under the document store; never leaves the server.</summary>
    public string FilePath { get; private set; } = "";

    /// <summary>As the person who uploaded it called it.</summary>
    public string FileName { get; private set; } = "";

    /// <summary>Such as <c>PDF</c>, told from the content.</summary>
    public string FileType { get; private set; } = "";
    public string MimeType { get; private set; } = "";

    /// <summary>Bytes of the file before it is sealed.</summary>
    public long FileSize { get; private set; }

    /// <summary>SHA-256 of the file before it is sealed, in hexadecimal.</summary>
    public string Checksum { get; private set; } = "";
    public bool IsEncrypted { get; private set; } = true;
    public string? EncryptionKeyId { get; private set; }

    /// <summary>Binds the file to its key.</summary>
    public Guid FileId { get; private set; }

    /// <summary>Binds the sealed text to this row.</summary>
    public Guid SealId { get; internal set; }
    public bool IsLatestVersion { get; internal set; } = true;

    /// <summary>Of an earlier version: the document it belongs to.</summary>
    public long? ParentDocumentId { get; internal set; }

    /// <summary>When this version was made.</summary>
    public Instant VersionAt { get; internal set; }

    /// <summary>Who made this version.</summary>
    public long VersionBy { get; internal set; }
    public Instant? ArchivedAt { get; internal set; }

    /// <summary>Folded title, file name and tags: what searching compares.</summary>
    public string SearchText { get; private set; } = "";

    /// <summary>The tags as a list; empty for text that is none.</summary>
    public IReadOnlyList<string> TagList => Tags?.StartsWith('[') == true ? JsonSerializer.Deserialize<string[]>(Tags)! : [];

    /// <summary>Takes over what was stored.</summary>
    internal void Take(StoredFile file)
    {
        (FileId, FilePath, FileSize, Checksum, EncryptionKeyId) = (file.FileId, file.Path, file.Size, file.Checksum, file.KeyId);
        (FileName, FileType, MimeType) = (file.Name, file.Kind.Name, file.Kind.MimeType);
    }

    /// <summary>Takes over the file of an earlier version.</summary>
    internal void TakeFileOf(Document other)
    {
        (FileId, FilePath, FileSize, Checksum, EncryptionKeyId) = (other.FileId, other.FilePath, other.FileSize, other.Checksum, other.EncryptionKeyId);
        (FileName, FileType, MimeType) = (other.FileName, other.FileType, other.MimeType);
    }

    /// <summary>Keeps <see cref="SearchText"/> in step; called by <c>SaveRules</c> before each save.</summary>
    internal void Fold() => SearchText = Folded.Cut($" {Folded.Text(Title)} {Folded.Text(FileName)} {Folded.Text(string.Join(' ', TagList))} ", 800);
}
