using Microsoft.Extensions.Logging;

namespace OrleansProxy.Grains.Calls;

/// <summary>
/// Asks grains on behalf of a request, which must never hang on them: after <see cref="GrainCallTiming.AnswerTimeout"/> or any
/// fault there is no answer, and for <see cref="GrainCallTiming.RetryPause"/> that grain is not asked again, so that an outage
/// costs one request a pause its patience. Other grains go on being asked, unless as many are silent as
/// <see cref="SilentGrains"/>: then it is the cluster that is away. Thread-safe.
/// </summary>
/// <typeparam name="TKey">What grains are told apart by.</typeparam>
internal sealed partial class BoundedCalls<TKey>(GrainCallTiming timing, TimeProvider time, ILogger logger)
    where TKey : notnull
{
    /// <summary>So many silent grains at once and none is asked: more than some clients of one dying silo, few to wait for.</summary>
    public const int SilentGrains = 256;

    private readonly PausedKeys<TKey> _paused = new(timing.RetryPause, SilentGrains, time);

    /// <summary>Asks once.</summary>
    /// <param name="key">Whose grain is asked.</param>
    /// <param name="call">The call; not made during a pause. One that is given up may still reach its grain.</param>
    /// <param name="cancellationToken">Gives the question up, by an <see cref="OperationCanceledException"/>.</param>
    public async ValueTask<GrainAnswer<T>> AskAsync<T>(TKey key, Func<ValueTask<T>> call, CancellationToken cancellationToken)
    {
        if (_paused.Covers(key))
        {
            return default;
        }

        try
        {
            return new(true, await call().AsTask().WaitAsync(timing.AnswerTimeout, time, cancellationToken));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            if (_paused.Add(key))
            {
                LogPause(logger, timing.RetryPause, exception);
            }

            return default;
        }
    }

    [LoggerMessage(LogLevel.Warning, "No answer from a grain: for {Pause} this node decides in its place.")]
    private static partial void LogPause(ILogger logger, TimeSpan pause, Exception exception);
}
