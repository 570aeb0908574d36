using TherapyCrm.Domain.Access;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Api;

/// <summary>What a program gets once its person is recognised: tokens and the user, or what the person must do first on the pages.</summary>
public sealed class SignedInTokens(UserRows users, SecondFactorRule secondFactor, AccessTokens accessTokens, CurrentActor current)
{
    /// <summary>The refusal of a person who must choose a password or set up a second factor first; null for the others.</summary>
    public async Task<IResult?> DueFirstAsync(long userId, CancellationToken cancel)
    {
        var user = await users.OneAsync(As(userId), userId, cancel);
        if (user.RequirePasswordChange) return Due("A new password must be chosen first.", "password_change_required");
        return !user.TwoFactorEnabled && await secondFactor.AsksAsync(userId, user.Roles, cancel) ? Due("A second factor must be set up first.", "second_factor_required") : null;
    }

    /// <summary>The tokens.</summary>
    public async Task<IResult> ShowAsync(HttpContext http, IssuedTokens issued, CancellationToken cancel)
    {
        var user = await users.OneAsync(As(issued.UserId), issued.UserId, cancel);
        return Results.Json(new TokensJson(
            accessTokens.For(issued.UserId, issued.Family), issued.RefreshToken, (int)AccessTokens.Lasts.TotalSeconds, UserJson.Of(user)));
    }

    private Actor As(long userId) => new() { UserId = userId, Now = current.Now };

    private static IResult Due(string title, string code) => ApiProblems.Problem(401, title, "Sign in on the pages to do so.", ("code", code));
}
