namespace TherapyCrm.Web.Pages.Shared;

/// <summary>The button that signs a form with a passkey instead of the password; for who has one. The page loads <c>passkeys.js</c>.</summary>
/// <param name="To">Where the form goes, as an address of the application (<c>~/…</c>).</param>
public sealed record PasskeyButton(string To, string Label);
