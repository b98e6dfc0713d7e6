namespace OrleansProxy.Portal.Log;

/// <summary>Bounds how many exports run at a time, since each reads for as long as its browser takes. Thread-safe.</summary>
internal sealed class ExportSlots : IDisposable
{
    /// <summary>Exports that may run at a time.</summary>
    public const int Count = 4;

    private readonly SemaphoreSlim _free = new(Count);

    /// <summary>Takes a slot, which its holder gives back by disposing of it; null when none is free.</summary>
    public IDisposable? TryTake() => _free.Wait(0) ? new Slot(_free) : null;

    public void Dispose() => _free.Dispose();

    private sealed class Slot(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}
