using NodaTime;

namespace TherapyCrm.Domain.Documents;

/// <summary>What somebody did with a document (contract/enums.tsv).</summary>
public enum DocumentAction { View, Download, Modify, Delete, Share }

/// <summary>The contract's <c>document_access_logs</c>: a view of the log's lines about single documents.</summary>
public sealed class DocumentAccessLog
{
    public long Id { get; init; }
    public long DocumentId { get; init; }
    public long UserId { get; init; }

    /// <summary>One of <see cref="DocumentAction"/>, as it is stored.</summary>
    public DocumentAction ActionType { get; init; }
    public Instant AccessTimestamp { get; init; }
    public string? IpAddress { get; init; }
    public string? UserAgent { get; init; }
    public string? AdditionalInfo { get; init; }
}
