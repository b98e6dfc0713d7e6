using System.Runtime.CompilerServices;

namespace OrleansProxy.FrontEnd.Suspension;

/// <summary>
/// A suspended method with its state machine. Those whose result was taken are kept by the thread that took it, some for each method, and used again
/// by what that thread suspends.
/// </summary>
internal sealed class SuspendedStateMachine<TResult, TStateMachine> : SuspendedMethod<TResult>
    where TStateMachine : IAsyncStateMachine
{
    /// <summary>As many as a thread keeps of each method: what one turn of an event loop may end before it begins others.</summary>
    private const int MostKept = 64;

    private static readonly ContextCallback MoveOn = static state => ((SuspendedStateMachine<TResult, TStateMachine>)state!)._stateMachine.MoveNext();

    [ThreadStatic]
    private static SuspendedStateMachine<TResult, TStateMachine>? _kept;

    [ThreadStatic]
    private static int _keptCount;

    private TStateMachine _stateMachine = default!;
    private ExecutionContext? _context;
    private SuspendedStateMachine<TResult, TStateMachine>? _below; // of those that are kept

    private SuspendedStateMachine() => Continuation = MoveNext;

    /// <summary>Carries the method on.</summary>
    public Action Continuation { get; }

    /// <summary>One that is kept, or a new one.</summary>
    public static SuspendedStateMachine<TResult, TStateMachine> Rent()
    {
        if (_kept is not { } kept)
        {
            return new SuspendedStateMachine<TResult, TStateMachine>();
        }

        _kept = kept._below;
        _keptCount--;
        kept._below = null;
        return kept;
    }

    /// <summary>Takes the method over, at its first suspension.</summary>
    public void Take(ref TStateMachine stateMachine) => _stateMachine = stateMachine;

    /// <summary>Notes the context in which it is carried on: none where the thread lets none flow, as event loops do.</summary>
    public void Suspend() => _context = ExecutionContext.Capture();

    protected override void Recycle()
    {
        _stateMachine = default!;
        _context = null;
        if (_keptCount < MostKept)
        {
            _keptCount++;
            _below = _kept;
            _kept = this;
        }
    }

    private void MoveNext()
    {
        if (_context is { } context)
        {
            ExecutionContext.Run(context, MoveOn, this);
        }
        else
        {
            _stateMachine.MoveNext();
        }
    }
}
