namespace OrleansProxy.FrontEnd.Transports.Epoll;

/// <summary>
/// Targets under keys that are never used twice, so that an event that was on its way when its descriptor was closed finds nobody.
/// Adding and removing take a lock; finding takes none. Grows to the most that were ever there at once.
/// </summary>
internal sealed class EventTargets
{
    private const int FirstSize = 256;

    private readonly Lock _lock = new();
    private readonly Stack<int> _free = new();
    private IEventTarget?[] _targets = new IEventTarget?[FirstSize];
    private int _used;
    private uint _generation;

    /// <summary>Adds a target and sets its key: where it stands, and in the upper half which one of those that stood there.</summary>
    public void Add(IEventTarget target)
    {
        lock (_lock)
        {
            if (!_free.TryPop(out int index))
            {
                index = _used++;
                if (index == _targets.Length)
                {
                    Array.Resize(ref _targets, index * 2);
                }
            }

            // Never the key of all ones, which is the loop's own.
            _generation = _generation == uint.MaxValue - 1 ? 1 : _generation + 1;
            target.Descriptor.Key = ((ulong)_generation << 32) | (uint)index;
            Volatile.Write(ref _targets[index], target);
        }
    }

    /// <summary>The target, or null when it was removed.</summary>
    public IEventTarget? Find(ulong key)
    {
        IEventTarget?[] targets = Volatile.Read(ref _targets);
        uint index = (uint)key;
        IEventTarget? target = index < targets.Length ? Volatile.Read(ref targets[index]) : null;
        return target?.Descriptor.Key == key ? target : null;
    }

    public void Remove(ulong key)
    {
        lock (_lock)
        {
            int index = (int)(uint)key;
            if (index < _used && _targets[index]?.Descriptor.Key == key)
            {
                _targets[index] = null;
                _free.Push(index);
            }
        }
    }
}
