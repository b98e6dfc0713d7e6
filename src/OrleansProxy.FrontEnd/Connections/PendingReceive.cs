using System.Threading.Tasks.Sources;

namespace OrleansProxy.FrontEnd.Connections;

/// <summary>
/// A wait or a receive of a connection that did not complete at once. What is to be done at its end is done when its result is taken, so
/// that no state machine stands between the transport and whoever awaits. One at a time, used again and again.
/// </summary>
internal sealed class PendingReceive : IValueTaskSource<int>, IValueTaskSource<bool>
{
    private readonly Connection _connection;
    private readonly Action _carryOn;
    private ValueTask<int> _operation;
    private Action<object?>? _continuation;
    private object? _state;
    private bool _throws;
    private short _version;

    public PendingReceive(Connection connection)
    {
        _connection = connection;
        _carryOn = () => _continuation!(_state);
    }

    /// <summary>Ends with whether the connection still stands once the transport's wait is over.</summary>
    public ValueTask<bool> Wait(ValueTask<int> operation) => new(this, Begin(operation, throws: false));

    /// <summary>Ends with what the transport's operation has received.</summary>
    /// <param name="operation">The transport's.</param>
    /// <param name="throws">Whether a fault is thrown, or else <see cref="Transports.ITransport.Broken"/> the result.</param>
    public ValueTask<int> Receive(ValueTask<int> operation, bool throws) => new(this, Begin(operation, throws));

    int IValueTaskSource<int>.GetResult(short token) => End(token);

    bool IValueTaskSource<bool>.GetResult(short token) => End(token) >= 0;

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => Status(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => Status(token);

    void IValueTaskSource<int>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        OnCompleted(continuation, state, token, flags);

    void IValueTaskSource<bool>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        OnCompleted(continuation, state, token, flags);

    private short Begin(ValueTask<int> operation, bool throws)
    {
        _operation = operation;
        _throws = throws;
        return ++_version;
    }

    private int End(short token)
    {
        Check(token);
        _version++;
        _continuation = null;
        _state = null;
        int received = _connection.EndReceive(_operation.Result);
        return received < 0 && _throws ? throw _connection.Fault(_connection.Reading) : received;
    }

    private ValueTaskSourceStatus Status(short token)
    {
        Check(token);
        return !_operation.IsCompleted ? ValueTaskSourceStatus.Pending
            : _operation.IsCompletedSuccessfully ? ValueTaskSourceStatus.Succeeded
            : ValueTaskSourceStatus.Faulted;
    }

    private void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        Check(token);
        _continuation = continuation;
        _state = state;
        bool onContext = (flags & ValueTaskSourceOnCompletedFlags.UseSchedulingContext) != 0;
        _operation.ConfigureAwait(onContext).GetAwaiter().UnsafeOnCompleted(_carryOn);
    }

    private void Check(short token)
    {
        if (token != _version)
        {
            throw new InvalidOperationException("The result of this operation has been taken.");
        }
    }
}
