using System.Collections.Immutable;

namespace OrleansProxy.EndToEnd.Tests.Harness;

/// <summary>The lines that a program has written so far, and those to come. Thread-safe.</summary>
internal sealed class ProgramOutput
{
    private readonly Lock _lock = new();
    private readonly List<Waiter> _waiters = [];
    private ImmutableArray<string> _lines = [];
    private bool _ended;

    /// <summary>The lines so far.</summary>
    public ImmutableArray<string> Lines
    {
        get
        {
            lock (_lock)
            {
                return _lines;
            }
        }
    }

    /// <summary>Takes a line in.</summary>
    public void Add(string line)
    {
        lock (_lock)
        {
            _lines = _lines.Add(line);
            foreach (var waiter in _waiters.Where(waiter => waiter.Wanted(line)).ToList())
            {
                _waiters.Remove(waiter);
                waiter.Found.TrySetResult(line);
            }
        }
    }

    /// <summary>Says that no line will follow: whoever still waits is told that it never came.</summary>
    public void End()
    {
        lock (_lock)
        {
            _ended = true;
            foreach (var waiter in _waiters)
            {
                waiter.Found.TrySetException(Never());
            }
        }
    }

    /// <summary>The first line that is wanted, past or to come.</summary>
    /// <exception cref="InvalidOperationException">The output ended without it; the message holds all of the output.</exception>
    /// <exception cref="TimeoutException">It did not come in time.</exception>
    public async Task<string> WaitForAsync(Func<string, bool> wanted, TimeSpan atMost)
    {
        var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_lines.FirstOrDefault(wanted) is { } line)
            {
                return line;
            }

            if (_ended)
            {
                throw Never();
            }

            _waiters.Add(new(wanted, found));
        }

        try
        {
            return await found.Task.WaitAsync(atMost);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The line did not come in {atMost}. The output so far:\n{this}");
        }
    }

    /// <inheritdoc />
    public override string ToString() => string.Join('\n', Lines);

    private InvalidOperationException Never() => new($"The output ended without the line:\n{string.Join('\n', _lines)}");

    private sealed record Waiter(Func<string, bool> Wanted, TaskCompletionSource<string> Found);
}
