namespace OrleansProxy.Portal.Controls;

/// <summary>The toasts of one circuit: at most three, each for eight seconds. Thread-safe.</summary>
internal sealed class Toasts(TimeProvider time) : IDisposable
{
    private const int MaxShown = 3;
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(8);
    private readonly Lock _lock = new();
    private readonly List<(Toast Toast, ITimer Timer)> _shown = [];

    /// <summary>Raised after the toasts have changed, on any thread.</summary>
    public event Action? Changed;

    public IReadOnlyList<Toast> Shown
    {
        get
        {
            lock (_lock)
            {
                return [.. _shown.Select(entry => entry.Toast)];
            }
        }
    }

    public void Show(string text, string tone = "neutral", Func<Task>? undo = null)
    {
        var toast = new Toast(text, tone, undo);
        lock (_lock)
        {
            if (_shown.Count == MaxShown)
            {
                RemoveAt(0);
            }

            _shown.Add((toast, time.CreateTimer(_ => Close(toast), null, Lifetime, Timeout.InfiniteTimeSpan)));
        }

        Changed?.Invoke();
    }

    public void Close(Toast toast)
    {
        lock (_lock)
        {
            int index = _shown.FindIndex(entry => entry.Toast.Id == toast.Id);
            if (index < 0)
            {
                return;
            }

            RemoveAt(index);
        }

        Changed?.Invoke();
    }

    public void Dispose()
    {
        lock (_lock)
        {
            while (_shown.Count > 0)
            {
                RemoveAt(0);
            }
        }
    }

    private void RemoveAt(int index)
    {
        _shown[index].Timer.Dispose();
        _shown.RemoveAt(index);
    }
}
