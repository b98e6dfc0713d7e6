using Microsoft.Extensions.Logging;

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
    public void Report(object? sender, UnobservedTaskExceptionEventArgs fault) =>
        RunLog.Unobserved(_logger, fault.Exception);
}
