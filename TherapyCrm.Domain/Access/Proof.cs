using Microsoft.AspNetCore.Identity;

namespace TherapyCrm.Domain.Access;

/// <summary>By what the signed-in person shows again that it is them: the password, or a passkey.</summary>
/// <param name="Passkey">As the talk with the authenticator left it; null when none was used, or the proof failed.</param>
/// <param name="IsByPasskey">A passkey was tried, so the password is not asked for.</param>
public sealed record Proof(string? Password, UserPasskeyInfo? Passkey = null, bool IsByPasskey = false);
