namespace OrleansProxy.Portal.Log;

/// <summary>
/// The pages of the log that were passed on the way to an older one, so that there is a way back: a page's key says what lies
/// below it, and nothing of what lies above. Used on the circuit's thread alone.
/// </summary>
internal sealed class PageTrail
{
    private readonly Stack<long?> _passed = [];

    /// <summary>Whether a newer page is known.</summary>
    public bool HasNewer => _passed.Count > 0;

    /// <summary>The key that the next newer page lies below; null for the newest of all.</summary>
    public long? Newer => _passed.Peek();

    /// <summary>Takes note of a step from one page of the same question to another, by the browser's own buttons too.</summary>
    public void Step(long? from, long? to)
    {
        if (to is null)
        {
            _passed.Clear();
        }
        else if (_passed.TryPeek(out long? newer) && newer == to)
        {
            _passed.Pop();
        }
        else if (from != to)
        {
            _passed.Push(from);
        }
    }

    /// <summary>Forgets the way: another question is asked.</summary>
    public void Clear() => _passed.Clear();
}
