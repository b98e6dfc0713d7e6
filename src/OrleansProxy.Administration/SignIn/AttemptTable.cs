namespace OrleansProxy.Administration.SignIn;

/// <summary>The last attempts of each key, in a sliding window. Not thread-safe: its owner holds a lock.</summary>
internal sealed class AttemptTable(int limit, TimeSpan period, int capacity)
{
    private readonly Dictionary<string, LinkedListNode<Attempts>> _byKey = [];
    private readonly LinkedList<Attempts> _oldestFirst = [];

    public int Count => _byKey.Count;

    /// <summary>Ticks until another attempt may be made; 0 when it may be made now.</summary>
    public long Wait(string key, long now)
    {
        if (!_byKey.TryGetValue(key, out LinkedListNode<Attempts>? node) || node.Value.Times.Count < limit)
        {
            return 0;
        }

        return Math.Max(0, node.Value.Times.Peek() + period.Ticks - now);
    }

    public void Add(string key, long now)
    {
        if (_byKey.TryGetValue(key, out LinkedListNode<Attempts>? node))
        {
            _oldestFirst.Remove(node);
        }
        else
        {
            MakeRoom();
            node = new(new(key, new()));
            _byKey.Add(key, node);
        }

        if (node.Value.Times.Count == limit)
        {
            node.Value.Times.Dequeue();
        }

        node.Value.Times.Enqueue(now);
        _oldestFirst.AddLast(node);
    }

    public void Remove(string key)
    {
        if (_byKey.Remove(key, out LinkedListNode<Attempts>? node))
        {
            _oldestFirst.Remove(node);
        }
    }

    private void MakeRoom()
    {
        if (_byKey.Count >= capacity && _oldestFirst.First is { } oldest)
        {
            Remove(oldest.Value.Key);
        }
    }

    /// <summary>When a key was last tried, oldest first, at most as many as the limit.</summary>
    private sealed record Attempts(string Key, Queue<long> Times);
}
