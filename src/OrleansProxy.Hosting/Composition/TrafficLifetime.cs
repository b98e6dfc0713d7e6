using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansProxy.Portal.Live;
using OrleansProxy.Storage;
using OrleansProxy.Traffic.AccessLog;
using OrleansProxy.Traffic.LogTree;
using OrleansProxy.Traffic.Recording;

namespace OrleansProxy.Hosting.Composition;

/// <summary>
/// Starts the recorder with the program and, once the proxy has drained, sees the last records and log lines to the disk. Says
/// once when one of them fails, when the history has recovered, and at the end what was lost.
/// </summary>
internal sealed class TrafficLifetime : IHostedService
{
    private readonly TrafficRecorder? _recorder;
    private readonly AccessLogWriter _accessLog;
    private readonly LogTreeWriter? _logTree;
    private readonly ILogger<TrafficLifetime> _logger;

    public TrafficLifetime(
        IServiceProvider services, AccessLogWriter accessLog, HistoryPulse pulse, ILogger<TrafficLifetime> logger)
    {
        _recorder = services.GetService<TrafficRecorder>();
        _accessLog = accessLog;
        _logTree = services.GetService<LogTreeWriter>();
        _logger = logger;
        accessLog.Faulted += message => CompositionLog.AccessLogFailed(logger, message);
        if (services.GetService<SqliteStorage>() is { } storage)
        {
            storage.Remade += () => CompositionLog.DatabaseRemade(logger, storage.Path);
        }

        if (_logTree is not null)
        {
            _logTree.Faulted += message => CompositionLog.LogTreeFailed(logger, message);
        }

        if (_recorder is not null)
        {
            _recorder.Faulted += message => CompositionLog.HistoryFailed(logger, message);
            _recorder.Recovered += () => CompositionLog.HistoryRecovered(logger, _recorder.Dropped);
            _recorder.Flushed += pulse.Raise;
        }
    }

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _recorder?.Start();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    /// <remarks>
    /// The host's patience may be used up by then, by a page of the portal that would not end; records must not pay for that.
    /// All parts stop within bounds of their own, side by side.
    /// </remarks>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(
            _recorder?.DisposeAsync().AsTask() ?? Task.CompletedTask,
            _accessLog.DisposeAsync().AsTask(),
            _logTree?.DisposeAsync().AsTask() ?? Task.CompletedTask).ConfigureAwait(false);
        long lines = _accessLog.Dropped + (_logTree?.Dropped ?? 0);
        if (_recorder is { Dropped: > 0 } || lines > 0)
        {
            CompositionLog.Lost(_logger, _recorder?.Dropped ?? 0, lines);
        }
    }
}
