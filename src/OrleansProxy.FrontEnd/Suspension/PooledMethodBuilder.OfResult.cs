using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace OrleansProxy.FrontEnd.Suspension;

/// <summary>
/// Makes an asynchronous method whose memory, when it waits, is used again by others of its kind on the same thread. The builder of .NET
/// that does so (<see cref="PoolingAsyncValueTaskMethodBuilder{TResult}"/>) keeps one for a thread and one for a processor; an event loop has some dozens
/// that wait at a time, and would make most of them anew. Tasks must be awaited once, and at once.
/// </summary>
[SuppressMessage("Performance", "CA1822", Justification = "The compiler calls these members of an instance.")]
internal struct PooledMethodBuilder<TResult>
{
    private SuspendedMethod<TResult>? _suspended;
    private Exception? _exception; // of a method that never waited
    private TResult _result; // of a method that never waited

    public readonly ValueTask<TResult> Task =>
        _suspended is { } suspended ? new ValueTask<TResult>(suspended, suspended.Version)
        : _exception is { } exception ? ValueTask.FromException<TResult>(exception)
        : new ValueTask<TResult>(_result);

    /// <summary>The task of a method whose result is of no interest.</summary>
    public readonly ValueTask TaskWithoutResult =>
        _suspended is { } suspended ? new ValueTask(suspended, suspended.Version)
        : _exception is { } exception ? ValueTask.FromException(exception)
        : ValueTask.CompletedTask;

    public static PooledMethodBuilder<TResult> Create() => default;

    /// <summary>Begins the method; what it changes of the thread's context until it first waits is undone, as after any asynchronous method.</summary>
    public readonly void Start<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine =>
        AsyncValueTaskMethodBuilder<TResult>.Create().Start(ref stateMachine);

    public readonly void SetStateMachine(IAsyncStateMachine stateMachine)
    {
    }

    public void SetResult(TResult result)
    {
        if (_suspended is { } suspended)
        {
            suspended.SetResult(result);
        }
        else
        {
            _result = result;
        }
    }

    public void SetException(Exception exception)
    {
        if (_suspended is { } suspended)
        {
            suspended.SetException(exception);
        }
        else
        {
            _exception = exception;
        }
    }

    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine =>
        awaiter.OnCompleted(Suspend(ref stateMachine));

    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine =>
        awaiter.UnsafeOnCompleted(Suspend(ref stateMachine));

    /// <summary>What carries the method on, from the moment on at which the awaiter has it.</summary>
    private Action Suspend<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine
    {
        SuspendedStateMachine<TResult, TStateMachine> machine;
        if (_suspended is null)
        {
            // Before the copy, which has this builder in it.
            _suspended = machine = SuspendedStateMachine<TResult, TStateMachine>.Rent();
            machine.Take(ref stateMachine);
        }
        else
        {
            machine = Unsafe.As<SuspendedStateMachine<TResult, TStateMachine>>(_suspended);
        }

        machine.Suspend();
        return machine.Continuation;
    }
}
