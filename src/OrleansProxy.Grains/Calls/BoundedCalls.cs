using Microsoft.Extensions.Logging;

namespace OrleansProxy.Grains.Calls;

/// <summary>
/// Asks grains on behalf of a request, which must never hang on them: after <see cref="GrainCallOptions.AnswerTimeout"/> or any
/// fault there is no answer, and for <see cref="GrainCallOptions.RetryPause"/> none is asked for, so that an outage costs one
/// request a pause its patience and the others nothing. Thread-safe.
/// </summary>
internal sealed partial class BoundedCalls(GrainCallOptions options, TimeProvider time, ILogger logger)
{
    private long _pausedUntil = long.MinValue;

    private bool IsPaused => time.GetTimestamp() < Interlocked.Read(ref _pausedUntil);

    /// <summary>Asks once.</summary>
    /// <param name="call">The call; not made during a pause. One that is given up may still reach its grain.</param>
    /// <param name="cancellationToken">Gives the question up, by an <see cref="OperationCanceledException"/>.</param>
    public async ValueTask<GrainAnswer<T>> AskAsync<T>(Func<ValueTask<T>> call, CancellationToken cancellationToken)
    {
        if (IsPaused)
        {
            return default;
        }

        try
        {
            return new(true, await call().AsTask().WaitAsync(options.AnswerTimeout, time, cancellationToken));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Pause(exception);
            return default;
        }
    }

    private void Pause(Exception exception)
    {
        long now = time.GetTimestamp();
        long until = now + (long)(options.RetryPause.TotalSeconds * time.TimestampFrequency);
        long before = Interlocked.Read(ref _pausedUntil);
        bool isFirst = Interlocked.CompareExchange(ref _pausedUntil, until, before) == before && before <= now;
        if (isFirst)
        {
            LogPause(logger, options.RetryPause, exception);
        }
    }

    [LoggerMessage(LogLevel.Warning, "No answer from a grain: this node decides alone for {Pause}.")]
    private static partial void LogPause(ILogger logger, TimeSpan pause, Exception exception);
}
