using System.Runtime.InteropServices;
using OrleansProxy.Hosting.CommandLine;
using OrleansProxy.Hosting.Running;

namespace OrleansProxy.Hosting.Tests.Running;

public sealed class StopSignalsTests
{
    private readonly List<int> _exits = [];

    [Theory]
    [InlineData(PosixSignal.SIGINT)]
    [InlineData(PosixSignal.SIGTERM)]
    public void The_first_signal_asks_to_stop(PosixSignal signal)
    {
        using var signals = new StopSignals(_exits.Add);
        signals.Receive(signal);

        Assert.True(signals.Stopping.IsCancellationRequested);
        Assert.Empty(_exits);
    }

    [Fact]
    public void A_second_interrupt_exits_at_once_and_a_second_termination_does_not()
    {
        using var signals = new StopSignals(_exits.Add);
        signals.Receive(PosixSignal.SIGTERM);
        signals.Receive(PosixSignal.SIGTERM);
        Assert.Empty(_exits);

        signals.Receive(PosixSignal.SIGINT);

        Assert.Equal([ExitCode.Interrupted], _exits);
    }
}
