namespace TherapyCrm.Domain.Scheduling;

/// <summary>Rings inside this process as soon as a change of the schedule is committed, so that open boards need not wait for their next look.</summary>
public static class ScheduleBell
{
    private static TaskCompletionSource next = New();

    /// <summary>Wakes everybody who waits.</summary>
    public static void Ring() => Interlocked.Exchange(ref next, New()).TrySetResult();

    /// <summary>The next ring; take it before looking, so that no ring in between is missed.</summary>
    public static Task NextRing => Volatile.Read(ref next).Task;

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
