namespace TherapyCrm.Web.Live;

/// <summary>Registers what keeps open screens up to date.</summary>
public static class LiveServices
{
    /// <summary>One reader of changes for all open boards.</summary>
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSingleton<BoardListeners>();
        services.AddHostedService(s => s.GetRequiredService<BoardListeners>());
        services.AddScoped<Printing.DaySheetHtml>();
        services.AddScoped<Jobs.WriteDaySheets>();
        return services;
    }

    /// <summary>The stream of open boards and the calendar's feed.</summary>
    public static void MapLive(this IEndpointRouteBuilder routes)
    {
        routes.MapBoardLive();
        routes.MapCalendarFeed();
    }
}
