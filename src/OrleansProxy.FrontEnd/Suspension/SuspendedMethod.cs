using System.Threading.Tasks.Sources;

namespace OrleansProxy.FrontEnd.Suspension;

/// <summary>An asynchronous method that waits, as the source of the task that its caller awaits, once.</summary>
internal abstract class SuspendedMethod<TResult> : IValueTaskSource<TResult>, IValueTaskSource
{
    private ManualResetValueTaskSourceCore<TResult> _outcome;

    /// <summary>Which of its uses this is: the token of the task.</summary>
    public short Version => _outcome.Version;

    public void SetResult(TResult result) => _outcome.SetResult(result);

    public void SetException(Exception exception) => _outcome.SetException(exception);

    TResult IValueTaskSource<TResult>.GetResult(short token) => Take(token);

    void IValueTaskSource.GetResult(short token) => Take(token);

    ValueTaskSourceStatus IValueTaskSource<TResult>.GetStatus(short token) => _outcome.GetStatus(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _outcome.GetStatus(token);

    void IValueTaskSource<TResult>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _outcome.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _outcome.OnCompleted(continuation, state, token, flags);

    /// <summary>Makes it fit for another method; nobody refers to this use of it any more.</summary>
    protected abstract void Recycle();

    private TResult Take(short token)
    {
        if (_outcome.GetStatus(token) is ValueTaskSourceStatus.Pending)
        {
            throw new InvalidOperationException("The method has not ended.");
        }

        try
        {
            return _outcome.GetResult(token);
        }
        finally
        {
            _outcome.Reset();
            Recycle();
        }
    }
}
