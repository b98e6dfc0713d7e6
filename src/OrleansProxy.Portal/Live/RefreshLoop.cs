using System.Threading.Channels;

namespace OrleansProxy.Portal.Live;

/// <summary>
/// Calls for a refresh when the history has new rows, at most once a second, and every five seconds in any case, since time
/// itself moves a range on. After a refresh that took long it rests as long, so that an open page asks the history for half of the
/// time at most. Dispose to end it.
/// </summary>
internal sealed class RefreshLoop : IAsyncDisposable
{
    private static readonly TimeSpan LeastPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan GreatestPause = TimeSpan.FromSeconds(5);
    private readonly Channel<bool> _due = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _ended = new();
    private readonly HistoryPulse _pulse;
    private readonly TimeProvider _time;
    private readonly Func<Task> _refresh;
    private readonly ITimer _timer;
    private readonly Task _run;

    public RefreshLoop(HistoryPulse pulse, TimeProvider time, Func<Task> refresh)
    {
        _pulse = pulse;
        _time = time;
        _refresh = refresh;
        _pulse.Raised += MakeDue;
        _timer = time.CreateTimer(_ => MakeDue(), null, GreatestPause, GreatestPause);
        _run = RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _pulse.Raised -= MakeDue;
        await _timer.DisposeAsync();
        await _ended.CancelAsync();
        await _run;
        _ended.Dispose();
    }

    private void MakeDue() => _due.Writer.TryWrite(true);

    private async Task RunAsync()
    {
        try
        {
            while (await _due.Reader.WaitToReadAsync(_ended.Token))
            {
                _due.Reader.TryRead(out _);
                long started = _time.GetTimestamp();
                await _refresh();
                TimeSpan rest = _time.GetElapsedTime(started);
                await Task.Delay(rest > LeastPause ? rest : LeastPause, _time, _ended.Token);
            }
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // The page has gone: that is how the loop ends.
        }
    }
}
