using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework("TherapyCrm.Tests.SqlServer.CollectingTestFramework", "TherapyCrm.Tests")]

namespace TherapyCrm.Tests.SqlServer;

/// <summary>When all tests have run, fails the run if SQL Server would refuse any of the queries that they made.</summary>
public sealed class CollectingTestFramework(IMessageSink messages) : XunitTestFramework(messages)
{
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor(AssemblyName assembly, ISourceInformationProvider sources, IMessageSink diagnostics)
        : XunitTestFrameworkExecutor(assembly, sources, diagnostics)
    {
        protected override async void RunTestCases(IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions)
        {
            using var runner = new Runner(TestAssembly, testCases, DiagnosticMessageSink, executionMessageSink, executionOptions);
            await runner.RunAsync();
        }
    }

    private sealed class Runner(
        ITestAssembly assembly, IEnumerable<IXunitTestCase> tests, IMessageSink diagnostics, IMessageSink execution, ITestFrameworkExecutionOptions options)
        : XunitTestAssemblyRunner(assembly, tests, diagnostics, execution, options)
    {
        protected override Task BeforeTestAssemblyFinishedAsync()
        {
            try
            {
                QueryCollector.Instance.AssertClean();
            }
            catch (InvalidOperationException refusals)
            {
                ExecutionMessageSink.OnMessage(new ErrorMessage(TestCases, refusals));
            }
            return base.BeforeTestAssemblyFinishedAsync();
        }
    }
}
