namespace OrleansProxy.Caching.Local;

/// <summary>Counts the memory in use. Thread-safe; that it stays within a bound is the business of <see cref="LocalStore"/>.</summary>
internal sealed class MemoryAccount
{
    private long _used;

    public long Used => Interlocked.Read(ref _used);

    public void Take(long bytes) => Interlocked.Add(ref _used, bytes);

    public void Give(long bytes) => Interlocked.Add(ref _used, -bytes);
}
