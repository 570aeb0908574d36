using System.Globalization;
using Microsoft.AspNetCore.Localization;
using TherapyCrm.Domain.Common;
using TherapyCrm.Web.Access;

namespace TherapyCrm.Web.Hosting;

/// <summary>English and French screens: as the signed-in person prefers, else as the browser asks.</summary>
public static class Languages
{
    private static readonly CultureInfo[] Cultures = [CultureInfo.GetCultureInfo("en-CA"), CultureInfo.GetCultureInfo("fr-CA")];

    /// <summary>Sets the culture of the request; stands after authentication.</summary>
    public static IApplicationBuilder UseLanguages(this IApplicationBuilder app) => app.UseRequestLocalization(o =>
    {
        o.DefaultRequestCulture = new RequestCulture(Cultures[0]);
        o.SupportedCultures = o.SupportedUICultures = Cultures;
        o.RequestCultureProviders = [new CustomRequestCultureProvider(Preferred)];
    });

    private static Task<ProviderCultureResult?> Preferred(HttpContext http)
    {
        var current = http.RequestServices.GetRequiredService<CurrentActor>();
        var french = current.Session is { } session
            ? session.Language == LanguageCode.Fr
            : http.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).FirstOrDefault()?.Value.StartsWith("fr", StringComparison.OrdinalIgnoreCase) == true;
        return Task.FromResult<ProviderCultureResult?>(new ProviderCultureResult(Cultures[french ? 1 : 0].Name));
    }
}
