using OrleansProxy.Hosting.Running;

namespace OrleansProxy.Hosting.Tests.Running;

public sealed class UnobservedFaultsTests
{
    [Fact]
    public void A_fault_that_nobody_awaited_is_logged()
    {
        var log = new LineLogger<ProxyRun>();
        using var faults = new UnobservedFaults(log);

        faults.Report(null, new UnobservedTaskExceptionEventArgs(new AggregateException(new InvalidOperationException("x"))));

        Assert.Equal(["Error: Something failed where nobody waited for it."], log.Lines);
    }
}
