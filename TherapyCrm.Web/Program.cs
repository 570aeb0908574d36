using TherapyCrm.Web.Commands;
using TherapyCrm.Web.Commands.Demo;
using TherapyCrm.Web.Hosting;
using TherapyCrm.Web.Http;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = ContentRoot.Published });
CrmSettings settings;
try
{
    settings = CrmSettings.Read(builder.Configuration, builder.Environment);
}
catch (BadSettingException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}

builder.LimitServer();
builder.Services.AddDomain(settings).AddSignIn().AddDoors().AddPages().AddDemo();

var app = builder.Build();
if (Command.Named(args) is { } command) return await command.RunAsync(app);
await app.Services.GetRequiredService<DatabaseStartup>().PrepareAsync();
await app.OfferDemoAsync();

app.UseForwardedHeaders();
app.UseDatabaseRefusal();
app.UseHeaders();
app.UseMiddleware<AccessExceptions>();
app.UseRouting();
app.UseAuthentication();
app.UseLanguages();
app.UseAuthorization();
app.MapStaticAssets().ShortCircuit().AllowAnonymous();
app.MapRazorPages().WithStaticAssets();

await app.RunAsync();
return 0;

/// <summary>The entry point, named so that the tests can start the application.</summary>
public partial class Program;
