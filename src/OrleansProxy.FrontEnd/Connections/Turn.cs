namespace OrleansProxy.FrontEnd.Connections;

/// <summary>
/// Sees to it that a loop over connections lets others have their turn. What waits for a connection goes on in the thread that was
/// told of it; a loop whose operations all complete at once would never leave that thread, and every other connection on it would
/// wait. After a while without a real wait the loop goes on elsewhere. For one loop, not thread-safe.
/// </summary>
internal sealed class Turn
{
    private const int MaxOperations = 64;
    private const int MaxOctets = 1024 * 1024;

    private readonly bool _isEndless;
    private int _operations, _octets;

    public Turn()
    {
    }

    private Turn(bool endless) => _isEndless = endless;

    /// <summary>The turn of what is no loop.</summary>
    public static Turn Endless { get; } = new(endless: true);

    /// <summary>Counts an operation; to be awaited before the next.</summary>
    /// <param name="atOnce">Whether it completed without a wait.</param>
    /// <param name="octets">What it moved.</param>
    public ValueTask EndAsync(bool atOnce, int octets)
    {
        if (!atOnce)
        {
            Begin();
            return ValueTask.CompletedTask;
        }

        return IsOverAfter(octets) ? YieldAsync() : ValueTask.CompletedTask;
    }

    /// <summary>Counts an operation that completed without a wait; whether the loop is to go on elsewhere: see <see cref="ElsewhereAsync"/>.</summary>
    /// <param name="octets">What it moved.</param>
    public bool IsOverAfter(int octets)
    {
        if (_isEndless)
        {
            return false;
        }

        _octets += octets;
        if (++_operations < MaxOperations && _octets < MaxOctets)
        {
            return false;
        }

        Begin();
        return true;
    }

    /// <summary>Begins anew, after a real wait.</summary>
    public void Begin()
    {
        if (!_isEndless)
        {
            _operations = _octets = 0;
        }
    }

    /// <summary>The result of an operation with which the turn is over.</summary>
    public static async ValueTask<T> ElsewhereAsync<T>(T result)
    {
        await YieldAsync().ConfigureAwait(false);
        return result;
    }

    /// <summary>To the end of the pool's common queue: from a thread's own one the loop would be the first to come back.</summary>
    private static async ValueTask YieldAsync() => await Task.Yield();
}
