using TherapyCrm.Domain.Common;

namespace TherapyCrm.Domain.Documents;

/// <summary>What kind of document it is, in the practice's own words.</summary>
public sealed class DocumentCategory : Record
{
    public required string Name { get; set; }
    public string? Description { get; set; }

    /// <summary>Its documents are read and written under the clinical permissions; once set it stays.</summary>
    public bool IsClinical { get; set; }

    /// <summary>False: kept for its documents, offered no more.</summary>
    public bool IsActive { get; set; } = true;
}
