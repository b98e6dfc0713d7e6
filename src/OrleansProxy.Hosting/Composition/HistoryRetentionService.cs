using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansProxy.Storage;
using OrleansProxy.Storage.Retention;
using OrleansProxy.Traffic.Recording;

namespace OrleansProxy.Hosting.Composition;

/// <summary>
/// Keeps the history within History:Days and History:MaxGB, from the start on and once a minute, also where nothing new is recorded.
/// Says once when the size is reached, once when it cannot do its work, and once when it can again.
/// </summary>
internal sealed class HistoryRetentionService(
    SqliteStorage storage, HistoryOptions options, TimeProvider time, ILogger<HistoryRetentionService> logger) : BackgroundService
{
    /// <summary>The time between two runs.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private bool _wasFull, _failed;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await ApplyAsync(stoppingToken).ConfigureAwait(false);
            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ApplyAsync(CancellationToken stoppingToken)
    {
        try
        {
            RetentionOutcome outcome = await storage.Retention.ApplyAsync(options, time, stoppingToken).ConfigureAwait(false);
            if (outcome.BySize > 0 && !_wasFull)
            {
                _wasFull = true;
                string oldest = outcome.Oldest?.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? "none";
                CompositionLog.HistoryFull(logger, options.MaxGB, outcome.BySize, oldest);
            }

            if (_failed)
            {
                _failed = false;
                CompositionLog.RetentionWorksAgain(logger);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The rest is done at the next start.
        }
        catch (StorageException fault)
        {
            if (!_failed)
            {
                _failed = true;
                CompositionLog.RetentionFailed(logger, fault.Message);
            }
        }
    }
}
