using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.Recording;

/// <summary>
/// Records on their way from the requests to one loop that takes them in batches. A full queue loses its oldest batch. Adding costs one
/// short lock, and taking a batch one more, however many it holds. Thread-safe; waiting and taking are for one loop.
/// </summary>
internal sealed class RecordQueue
{
    private const int FirstLength = 256;

    private readonly Lock _lock = new();
    private readonly int _capacity, _batch;
    private TrafficRecord?[] _ring; // this and the rest: guarded by _lock
    private int _first, _count;
    private long _dropped;
    private bool _isComplete;
    private TaskCompletionSource<bool>? _waiter;
    private int _awaited;

    /// <summary>Creates an empty queue; it takes memory only as it fills.</summary>
    /// <param name="capacity">Records that may wait, at least 1.</param>
    /// <param name="batch">Records that go at once when it is full, 1 to <paramref name="capacity"/>.</param>
    public RecordQueue(int capacity, int batch)
    {
        _capacity = capacity;
        _batch = batch;
        _ring = new TrafficRecord?[Math.Min(FirstLength, capacity)];
    }

    /// <summary>Records that wait.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _count;
            }
        }
    }

    /// <summary>Records lost: pushed out when it was full, or added after <see cref="Complete"/>.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>Adds a record. Never waits and never throws.</summary>
    public void Add(TrafficRecord record)
    {
        TaskCompletionSource<bool>? waiter = null;
        lock (_lock)
        {
            if (_isComplete)
            {
                _dropped++;
                return;
            }

            MakeRoom();
            _ring[(_first + _count++) % _ring.Length] = record;
            if (_count >= _awaited)
            {
                waiter = _waiter;
                _waiter = null;
            }
        }

        waiter?.SetResult(true);
    }

    /// <summary>
    /// Completes once that many records wait or none will come any more, with false when none waits; a wait that was begun before never
    /// does then.
    /// </summary>
    public Task<bool> WaitAsync(int count = 1)
    {
        lock (_lock)
        {
            if (_count >= count || _isComplete)
            {
                return Task.FromResult(_count > 0);
            }

            _awaited = count;
            _waiter = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiter.Task;
        }
    }

    /// <summary>Takes the oldest records, <paramref name="most"/> of them where there are as many.</summary>
    public List<TrafficRecord> Take(int most)
    {
        lock (_lock)
        {
            int taken = Math.Min(most, _count);
            var batch = new List<TrafficRecord>(taken);
            for (int i = 0; i < taken; i++)
            {
                batch.Add(TakeFirst());
            }

            return batch;
        }
    }

    /// <summary>Takes no more records; those that wait can still be taken.</summary>
    public void Complete()
    {
        TaskCompletionSource<bool>? waiter;
        bool isEmpty;
        lock (_lock)
        {
            _isComplete = true;
            waiter = _waiter;
            _waiter = null;
            isEmpty = _count == 0;
        }

        waiter?.SetResult(!isEmpty);
    }

    private void MakeRoom()
    {
        if (_count == _capacity)
        {
            for (int i = 0; i < _batch; i++)
            {
                TakeFirst();
            }

            _dropped += _batch;
        }
        else if (_count == _ring.Length)
        {
            var longer = new TrafficRecord?[(int)Math.Min(_ring.Length * 2L, _capacity)];
            for (int i = 0; i < _count; i++)
            {
                longer[i] = _ring[(_first + i) % _ring.Length];
            }

            _ring = longer;
            _first = 0;
        }
    }

    private TrafficRecord TakeFirst()
    {
        TrafficRecord record = _ring[_first]!;
        _ring[_first] = null;
        _first = (_first + 1) % _ring.Length;
        _count--;
        return record;
    }
}
