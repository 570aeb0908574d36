using TherapyCrm.Web.Access;
using TherapyCrm.Web.Api;
using TherapyCrm.Web.Backups;
using TherapyCrm.Web.Commands;
using TherapyCrm.Web.Commands.Demo;
using TherapyCrm.Web.Exports;
using TherapyCrm.Web.Hosting;
using TherapyCrm.Web.Http;
using TherapyCrm.Web.Live;

try
{
    return await RunAsync(args);
}
catch (Exception e) when (SettingsInPlace.Sentence(e) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return 1;
}

static async Task<int> RunAsync(string[] args)
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = ContentRoot.Published });
    var settings = CrmSettings.Read(builder.Configuration, builder.Environment);
    SettingsInPlace.Check(settings, builder.Configuration);
    Restoring.FinishFirst(settings);

    builder.LimitServer();
    builder.Services.AddDomain(settings).AddSignIn().AddDoors().AddPages().AddLive().AddDemo().AddApi(settings);

    var app = builder.Build();
    if (Command.Named(args) is { } command) return await command.RunAsync(app, args);
    if (Command.Unknown(args) is { } unknown) throw new BadSettingException(unknown);
    using var serving = Serving.Begin(settings);
    PdfFolder.Remove(PdfFolder.PathFor(settings.StorageRoot)); // what a killed server may have left
    var startup = app.Services.GetRequiredService<DatabaseStartup>();
    await startup.PrepareAsync();
    await app.OfferDemoAsync();
    await startup.AnnounceSetUpAsync();

    app.UseForwardedHeaders();
    app.UseRequestMetrics();
    app.UseDatabaseRefusal();
    app.UseReferenceHeaders();
    app.UseFileHeaders();
    app.UseHeaders();
    app.UseMiddleware<AccessExceptions>();
    app.UseRouting();
    app.UseAuthentication();
    app.UseLanguages();
    app.UseRateLimiter();
    app.UseAuthorization();
    app.MapStaticAssets().ShortCircuit().AllowAnonymous();
    app.MapRazorPages().WithStaticAssets();
    app.MapPresence();
    app.MapLive();
    app.MapApi();

    await app.RunAsync();
    return 0;
}

/// <summary>The entry point, named so that the tests can start the application.</summary>
public partial class Program;
