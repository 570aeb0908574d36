namespace TherapyCrm.Web.Access;

/// <summary>The cookie that carries a session's token; over HTTPS bound to the host.</summary>
public static class SessionCookie
{
    /// <summary>The token, if the browser sent one.</summary>
    public static string? Read(HttpContext http) => http.Request.Cookies.TryGetValue(Name(http), out var token) && token.Length is > 0 and < 100 ? token : null;

    /// <summary>Hands the token to the browser until it is closed.</summary>
    public static void Write(HttpContext http, string token) => http.Response.Cookies.Append(Name(http), token, Options(http));

    /// <summary>Takes it back.</summary>
    public static void Clear(HttpContext http) => http.Response.Cookies.Delete(Name(http), Options(http));

    private static string Name(HttpContext http) => http.Request.IsHttps ? "__Host-crm" : "crm_session";

    private static CookieOptions Options(HttpContext http) => new()
    {
        HttpOnly = true, Secure = http.Request.IsHttps, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true,
    };
}
