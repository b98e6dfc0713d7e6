namespace OrleansProxy.Storage.Recording;

/// <summary>
/// What has been written of each tunnel that stands. Changes count once the transaction that they belong to is committed, so that a
/// batch which fails and is written again adds its growth once. For the writer alone.
/// </summary>
internal sealed class OpenTunnels(int capacity = OpenTunnels.DefaultCapacity)
{
    /// <summary>Tunnels that are remembered; of any more the row is written with each record, and read back for the next.</summary>
    public const int DefaultCapacity = 50_000;

    private readonly Dictionary<long, OpenTunnel> _committed = [];
    private readonly Dictionary<long, OpenTunnel?> _changes = []; // null: ended

    /// <summary>Whether there ever were more than could be remembered, so that one which is not may yet have a row.</summary>
    public bool HasOverflowed { get; private set; }

    /// <summary>Forgets changes that were never committed.</summary>
    public void Begin() => _changes.Clear();

    /// <summary>Forgets every tunnel: what was written of them is gone.</summary>
    public void Clear()
    {
        _committed.Clear();
        _changes.Clear();
    }

    /// <summary>The tunnel, or null when it is not remembered.</summary>
    public OpenTunnel? Find(long tunnel) =>
        _changes.TryGetValue(tunnel, out OpenTunnel? changed) ? changed : _committed.GetValueOrDefault(tunnel);

    /// <summary>Whether there is room to remember this one.</summary>
    public bool CanKeep(long tunnel)
    {
        bool hasRoom = Find(tunnel) is not null || _committed.Count + _changes.Count < capacity;
        HasOverflowed |= !hasRoom;
        return hasRoom;
    }

    /// <summary>Remembers a tunnel as it has been written.</summary>
    public void Keep(long tunnel, OpenTunnel written) => _changes[tunnel] = written;

    /// <summary>Forgets a tunnel that has ended.</summary>
    public void Forget(long tunnel) => _changes[tunnel] = null;

    /// <summary>Takes the changes for good.</summary>
    public void Commit()
    {
        foreach ((long tunnel, OpenTunnel? changed) in _changes)
        {
            if (changed is null)
            {
                _committed.Remove(tunnel);
            }
            else
            {
                _committed[tunnel] = changed;
            }
        }

        _changes.Clear();
    }
}
