namespace TherapyCrm.Domain.Documents;

/// <summary>A kind of file that the practice keeps.</summary>
/// <param name="Name">As people call it.</param>
/// <param name="Extension">With its dot.</param>
/// <param name="IsShown">True when browsers show it safely by themselves.</param>
public sealed record FileKind(string Name, string MimeType, string Extension, bool IsShown = false);
