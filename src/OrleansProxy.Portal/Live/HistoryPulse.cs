namespace OrleansProxy.Portal.Live;

/// <summary>Tells open dashboards that the history has new rows. Thread-safe.</summary>
public sealed class HistoryPulse
{
    /// <summary>Raised on the thread that calls <see cref="Raise"/>; a handler must be quick and must not throw.</summary>
    public event Action? Raised;

    /// <summary>The history has new rows. Cheap; may be called as often as batches are written.</summary>
    public void Raise() => Raised?.Invoke();
}
