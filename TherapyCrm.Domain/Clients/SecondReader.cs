using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TherapyCrm.Domain.Data;

namespace TherapyCrm.Domain.Clients;

/// <summary>Reads a part of a timeline over a connection of its own, which is made ready while the first one still finds out what is in sight.</summary>
internal sealed class SecondReader : IAsyncDisposable
{
    private readonly AsyncServiceScope scope;
    private readonly Task<List<ITimelineSource>> sources;

    /// <summary>Begins to make it ready.</summary>
    public SecondReader(IServiceScopeFactory scopes, CancellationToken cancel)
    {
        scope = scopes.CreateAsyncScope();
        sources = Task.Run(async () =>
        {
            await scope.ServiceProvider.GetRequiredService<CrmDbContext>().Database.OpenConnectionAsync(cancel);
            return scope.ServiceProvider.GetServices<ITimelineSource>().ToList();
        }, cancel);
    }

    /// <summary>Reads beside the caller, with sources of its own.</summary>
    public Task<T> RunAsync<T>(Func<IReadOnlyList<ITimelineSource>, Task<T>> read) => Task.Run(async () => await read(await sources));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ((Task)sources).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await scope.DisposeAsync();
    }
}
