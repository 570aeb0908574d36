using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Data;
using TherapyCrm.Domain.Practice;
using TherapyCrm.Tests.SqlServer;

namespace TherapyCrm.Tests.Support;

/// <summary>The real application over a fresh SQLite file, with a clock that a test can move.</summary>
public sealed class CrmApp : WebApplicationFactory<Program>
{
    private readonly TestDatabase database = new();
    private readonly Dictionary<string, string> settings = [];

    /// <summary>What the application takes for now.</summary>
    public FakeClock Clock { get; } = new();

    /// <summary>How another host reaches the same database.</summary>
    public string ConnectionString => database.ConnectionString;

    /// <summary>Where the application writes beside the database.</summary>
    public string StorageRoot => database.Folder;

    /// <summary>As a practice runs it: in production, and without what the tests watch it by.</summary>
    public bool AsDelivered { get; init; }

    /// <summary>Overrides a setting; before the first use.</summary>
    public CrmApp With(string key, string value)
    {
        settings[key] = value;
        return this;
    }

    /// <inheritdoc/>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(AsDelivered ? "Production" : "Development");
        builder.UseSetting("ConnectionStrings:Crm", database.ConnectionString);
        builder.UseSetting("Storage:Root", database.Folder);
        builder.UseSetting("Keys:Path", Path.Combine(database.Folder, "keys"));
        builder.UseSetting("Demo:Seed", "false");
        builder.UseSetting("Jobs:Run", "false");
        foreach (var (key, value) in settings) builder.UseSetting(key, value);
        builder.ConfigureServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<IClock>(Clock));
            services.ConfigureDbContext<SqliteCrmContext>(o => o.ConfigureWarnings(w => w.Throw(RelationalEventId.MultipleCollectionIncludeWarning)));
            if (!AsDelivered) services.ConfigureDbContext<SqliteCrmContext>(QueryCollector.Instance.Attach);
        });
    }

    /// <summary>Runs something inside the application, as one request would.</summary>
    public async Task<T> RunAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    /// <summary>Runs something over the database.</summary>
    public Task<T> DbAsync<T>(Func<CrmDbContext, Task<T>> work) => RunAsync(services => work(services.GetRequiredService<CrmDbContext>()));

    /// <summary>Runs an operation as this person, with what they may do now.</summary>
    public Task<T> AsAsync<TOperation, T>(long userId, Func<TOperation, Actor, Task<T>> work) where TOperation : notnull => RunAsync(async services =>
        await work(services.GetRequiredService<TOperation>(), await services.GetRequiredService<ActorLoader>().LoadAsync(userId, Clock.Now)));

    /// <summary>Makes test data.</summary>
    public Given Given => field ??= new Given(this);

    /// <summary>A browser without JavaScript in which nobody is signed in; redirects are shown, not followed.</summary>
    public CrmClient Anonymous() => new(CreateDefaultClient(new CookieJar()));

    /// <summary>A browser in which a new person of this role is signed in.</summary>
    public async Task<CrmClient> SignedInAsAsync(UserRole role) => await SignedInAsync(await Given.StaffAsync(role));

    /// <summary>A browser in which this person is signed in.</summary>
    public async Task<CrmClient> SignedInAsync(StaffMember person, bool sharedDesk = false)
    {
        var token = await RunAsync(s => s.GetRequiredService<StartSession>().RunAsync(person.Id, "127.0.0.1", "test", sharedDesk, before: null));
        return new(CreateDefaultClient(new CookieJar(("crm_session", token)))) { User = person, SessionToken = token };
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) database.Dispose();
    }
}
