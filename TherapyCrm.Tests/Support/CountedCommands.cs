using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace TherapyCrm.Tests.Support;

/// <summary>Counts the queries that a piece of work makes, on whichever thread and connection, and not those of other tests.</summary>
public static class CountedCommands
{
    private static readonly AsyncLocal<bool> Counting = new();

    /// <summary>How many SELECTs there were.</summary>
    public static async Task<int> OfAsync(Func<Task> work)
    {
        var commands = 0;
        Counting.Value = true;
        using var all = DiagnosticListener.AllListeners.Subscribe(new Watcher<DiagnosticListener>(listener =>
        {
            if (listener.Name == "Microsoft.EntityFrameworkCore") listener.Subscribe(new Watcher<KeyValuePair<string, object?>>(e =>
            {
                if (Counting.Value && e.Key.EndsWith("CommandExecuted", StringComparison.Ordinal) && e.Value is CommandExecutedEventData data && data.Command.CommandText.StartsWith("SELECT", StringComparison.Ordinal)) Interlocked.Increment(ref commands);
            }));
        }));
        await work();
        Counting.Value = false;
        return commands;
    }

    private sealed class Watcher<T>(Action<T> next) : IObserver<T>
    {
        public void OnCompleted() { }
        public void OnError(Exception error) { }
        public void OnNext(T value) => next(value);
    }
}
