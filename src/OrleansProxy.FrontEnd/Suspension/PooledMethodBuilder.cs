using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace OrleansProxy.FrontEnd.Suspension;

/// <summary>As <see cref="PooledMethodBuilder{TResult}"/>, for methods without a result.</summary>
[SuppressMessage("Performance", "CA1822", Justification = "The compiler calls these members of an instance.")]
internal struct PooledMethodBuilder
{
    private PooledMethodBuilder<bool> _builder;

    public readonly ValueTask Task => _builder.TaskWithoutResult;

    public static PooledMethodBuilder Create() => default;

    public readonly void Start<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine =>
        _builder.Start(ref stateMachine);

    public readonly void SetStateMachine(IAsyncStateMachine stateMachine)
    {
    }

    public void SetResult() => _builder.SetResult(true);

    public void SetException(Exception exception) => _builder.SetException(exception);

    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine =>
        _builder.AwaitOnCompleted(ref awaiter, ref stateMachine);

    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine =>
        _builder.AwaitUnsafeOnCompleted(ref awaiter, ref stateMachine);
}
