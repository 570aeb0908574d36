namespace TherapyCrm.Web.Access;

/// <summary>The limit on tries to sign in, for every page and call that takes a password or a link.</summary>
public static class SignInLimit
{
    /// <summary>Its name.</summary>
    public const string Name = "sign-in";
}
