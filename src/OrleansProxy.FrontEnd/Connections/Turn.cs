namespace OrleansProxy.FrontEnd.Connections;

/// <summary>
/// Sees to it that a loop over connections lets others have their turn. What waits for a connection goes on in the thread that was
/// told of it; a loop whose operations all complete at once would never leave that thread, and every other connection on it would
/// wait. After a while without a real wait the loop goes on elsewhere. For one loop, not thread-safe.
/// </summary>
internal sealed class Turn
{
    private const int MaxOperations = 64;
    private const int MaxOctets = 256 * 1024;

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
        if (_isEndless)
        {
            return ValueTask.CompletedTask;
        }

        if (!atOnce)
        {
            _operations = _octets = 0;
            return ValueTask.CompletedTask;
        }

        _octets += octets;
        if (++_operations < MaxOperations && _octets < MaxOctets)
        {
            return ValueTask.CompletedTask;
        }

        _operations = _octets = 0;
        return YieldAsync();
    }

    /// <summary>To the end of the pool's common queue: from a thread's own one the loop would be the first to come back.</summary>
    private static async ValueTask YieldAsync() => await Task.Yield();
}
