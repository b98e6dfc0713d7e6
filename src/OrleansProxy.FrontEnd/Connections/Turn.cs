namespace OrleansProxy.FrontEnd.Connections;

/// <summary>
/// Sees to it that a loop over one direction of a connection lets others have their turn. Completions run on the sockets' own few
/// threads; a loop whose operations all complete at once would never leave such a thread, and every other socket on it would wait.
/// After a while without a real wait the loop goes on elsewhere. For one direction, not thread-safe.
/// </summary>
internal sealed class Turn
{
    private const int MaxOperations = 32;
    private const int MaxOctets = 256 * 1024;

    private int _operations, _octets;

    /// <summary>Counts an operation; to be awaited before the next.</summary>
    /// <param name="atOnce">Whether it completed without a wait.</param>
    /// <param name="octets">What it moved.</param>
    public ValueTask EndAsync(bool atOnce, int octets)
    {
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
