using System.Net;
using OrleansProxy.Caching.Port;
using OrleansProxy.Http.Heads;

namespace OrleansProxy.Caching.Local;

/// <summary>One request's hold on an entry, with the age it had when looked up. Disposing it again is harmless.</summary>
internal sealed class StoredResponse : IStoredResponse
{
    private readonly LocalEntry _entry;
    private int _isDisposed;

    /// <summary>Takes the caller's hold on the entry over.</summary>
    public StoredResponse(LocalEntry entry, TimeSpan age)
    {
        _entry = entry;
        Age = age;
    }

    public LocalEntry Entry => _entry;

    public ResponseHead Head => _entry.Head;

    public long BodyLength => _entry.Body.Length;

    public IPEndPoint Origin => _entry.Origin;

    public TimeSpan Age { get; }

    public TimeSpan TimeToLive => _entry.Freshness.Lifetime - Age;

    public ValueTask<int> ReadAsync(long offset, Memory<byte> destination, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed) != 0, this);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, BodyLength);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_entry.Body.Read(offset, destination.Span));
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            _entry.Release();
        }
    }
}
