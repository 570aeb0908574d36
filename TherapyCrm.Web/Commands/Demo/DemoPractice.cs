using NodaTime;
using TherapyCrm.Domain.Access;
using TherapyCrm.Domain.Clients;
using TherapyCrm.Domain.Common;

namespace TherapyCrm.Web.Commands.Demo;

/// <summary>A made-up practice to try everything on, built by the application's own operations; the same one every time, laid around today.</summary>
public sealed class DemoPractice(DemoPlaces places, DemoPeople people, DemoClients clients, DemoSchedule schedule, DemoNotes notes, DemoAssessments assessments, ClientList clientList, IClock clock)
{
    /// <summary>True while nobody has clients in the practice.</summary>
    public async Task<bool> IsDueAsync(CancellationToken cancel = default) =>
        (await clientList.RunAsync(Actor.Application(clock.GetCurrentInstant()), new() { PageSize = 1 }, cancel)).Total == 0;

    /// <summary>True when the people of the demo are there to sign in as.</summary>
    public Task<bool> IsThereAsync() => people.AreThereAsync();

    /// <summary>True when this is the password they sign in with.</summary>
    public Task<bool> IsPasswordAsync(string password) => people.IsPasswordAsync(password);

    /// <summary>Fills the practice, unless somebody has clients in it already.</summary>
    /// <param name="password">For every demo sign-in.</param>
    /// <returns>False when there was something already.</returns>
    public async Task<bool> SeedAsync(string password, CancellationToken cancel = default)
    {
        var actor = Actor.Application(clock.GetCurrentInstant());
        if (!await IsDueAsync(cancel)) return false;
        var houses = await places.SeedAsync(actor, cancel);
        var team = await people.SeedAsync(actor, houses, password, cancel);
        var served = await clients.SeedAsync(actor, team, cancel);
        await schedule.SeedAsync(actor, houses, team, served, cancel);
        await notes.SeedAsync(actor, team[0].Id, password, cancel);
        await assessments.SeedAsync(actor, team[0].Id, cancel);
        return true;
    }
}

/// <summary>Runs each of the demo's operations as a request would: in a scope of its own.</summary>
public sealed class DemoOperations(IServiceScopeFactory scopes)
{
    /// <summary>What the operation made; the demo's own data must be right.</summary>
    public async Task<T> DoAsync<TOperation, T>(Func<TOperation, Task<Outcome<T>>> run) where TOperation : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        return (await run(scope.ServiceProvider.GetRequiredService<TOperation>())).Made();
    }
}

/// <summary>What the seeder does with an outcome.</summary>
internal static class DemoOutcomes
{
    /// <summary>The value; the demo's own data must be right.</summary>
    public static T Made<T>(this Outcome<T> outcome) => outcome.Succeeded
        ? outcome.Value
        : throw new InvalidOperationException($"The demo practice asked for something impossible: {string.Join("; ", outcome.Problems)}");
}
