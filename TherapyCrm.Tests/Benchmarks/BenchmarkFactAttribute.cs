namespace TherapyCrm.Tests.Benchmarks;

/// <summary>A measurement: runs only when asked for, so that the tests stay quick and their machine's noise fails nothing.</summary>
public sealed class BenchmarkFactAttribute : FactAttribute
{
    public BenchmarkFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("CRM_BENCH") is null or "") Skip = "A measurement; docs/BENCHMARKS.md says how to run it.";
    }
}
