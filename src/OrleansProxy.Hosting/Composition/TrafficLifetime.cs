using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansProxy.Portal.Live;
using OrleansProxy.Traffic.AccessLog;
using OrleansProxy.Traffic.Recording;

namespace OrleansProxy.Hosting.Composition;

/// <summary>
/// Starts the recorder with the program and, once the proxy has drained, sees the last records and log lines to the disk. Says
/// once when either fails and when it has recovered.
/// </summary>
internal sealed class TrafficLifetime : IHostedService
{
    private readonly TrafficRecorder? _recorder;
    private readonly AccessLogWriter _accessLog;

    public TrafficLifetime(
        IServiceProvider services, AccessLogWriter accessLog, HistoryPulse pulse, ILogger<TrafficLifetime> logger)
    {
        _recorder = services.GetService<TrafficRecorder>();
        _accessLog = accessLog;
        accessLog.Faulted += message => CompositionLog.AccessLogFailed(logger, message);
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
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_recorder is not null)
        {
            await _recorder.StopAsync(cancellationToken).ConfigureAwait(false);
        }

        await _accessLog.DisposeAsync().ConfigureAwait(false);
    }
}
