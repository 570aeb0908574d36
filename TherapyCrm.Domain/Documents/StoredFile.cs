namespace TherapyCrm.Domain.Documents;

/// <summary>A file that lies sealed in the document store, and that no row may name yet.</summary>
/// <param name="Path">Under the store.</param>
/// <param name="Name">As it was called where it came from.</param>
/// <param name="Size">Bytes before sealing.</param>
/// <param name="Checksum">SHA-256 before sealing, in hexadecimal.</param>
/// <param name="KeyId">Names the key it was sealed under.</param>
public sealed record StoredFile(Guid FileId, string Path, string Name, FileKind Kind, long Size, string Checksum, string KeyId);
