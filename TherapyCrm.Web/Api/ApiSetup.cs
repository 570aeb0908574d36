using TherapyCrm.Web.Hosting;
using TherapyCrm.Web.Http;

namespace TherapyCrm.Web.Api;

/// <summary>Puts the REST API together: what it needs, and where its resources lie.</summary>
public static class ApiSetup
{
    /// <summary>Its JSON, its limits, its description.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services, CrmSettings settings)
    {
        services.ConfigureHttpJsonOptions(o => ApiJson.Apply(o.SerializerOptions));
        services.AddScoped<SignedInTokens>();
        services.AddScoped<AppointmentEdits>();
        services.AddScoped<UserEdits>();
        services.AddSingleton<RequestMetrics>();
        return services.AddLimits(settings).AddDescription();
    }

    /// <summary>Counts requests from here on.</summary>
    public static IApplicationBuilder UseRequestMetrics(this IApplicationBuilder app)
    {
        var metrics = app.ApplicationServices.GetRequiredService<RequestMetrics>();
        return app.Use(metrics.InvokeAsync);
    }

    /// <summary>Every resource under <c>/api</c>, and the description beside it.</summary>
    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup("/api").RequireRateLimiting(RequestLimits.Api).AddEndpointFilter(SentTwice.AnswerAsync);
        AuthApi.Map(api);
        UsersApi.Map(api);
        ClientsApi.Map(api);
        AppointmentsApi.Map(api);
        DocumentsApi.Map(api);
        PracticeApi.Map(api);
        HealthApi.Map(api);
        app.MapDescription();
    }
}
