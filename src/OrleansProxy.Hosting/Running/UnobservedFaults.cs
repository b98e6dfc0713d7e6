using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;

namespace OrleansProxy.Hosting.Running;

/// <summary>Logs the fault of a task that nobody awaited, for as long as it is not disposed: such a fault is a mistake of ours.</summary>
internal sealed class UnobservedFaults : IDisposable
{
    private readonly ILogger _logger;

    /// <summary>Starts to listen.</summary>
    public UnobservedFaults(ILogger logger)
    {
        _logger = logger;
        TaskScheduler.UnobservedTaskException += Report;
    }

    /// <inheritdoc />
    public void Dispose() => TaskScheduler.UnobservedTaskException -= Report;

    /// <summary>Logs one fault.</summary>
    public void Report(object? sender, UnobservedTaskExceptionEventArgs fault)
    {
        if (fault.Exception.Flatten().InnerExceptions.All(inner => inner is JSDisconnectedException))
        {
            // A browser left while a component cleaned up after itself there: the rule, when pages are closed.
            RunLog.BrowserLeft(_logger);
            return;
        }

        RunLog.Unobserved(_logger, fault.Exception);
    }
}
