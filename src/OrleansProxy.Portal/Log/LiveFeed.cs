using OrleansProxy.Traffic.Live;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Portal.Log;

/// <summary>
/// Follows the live traffic for one page and hands it over in batches, at most five a second: a page that is painted for each
/// of a thousand requests serves nobody. Dispose to end it.
/// </summary>
internal sealed class LiveFeed : IAsyncDisposable
{
    private const int Capacity = 1000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly LiveSubscription _subscription;
    private readonly TimeProvider _time;
    private readonly Func<IReadOnlyList<TrafficRecord>, Task> _take;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _run;

    /// <summary>Follows what comes from now on; <paramref name="take"/> gets each batch, oldest first.</summary>
    public LiveFeed(ILiveTraffic traffic, TimeProvider time, Func<IReadOnlyList<TrafficRecord>, Task> take)
    {
        _subscription = traffic.Subscribe(Capacity);
        _time = time;
        _take = take;
        _run = RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _subscription.Dispose();
        await _ended.CancelAsync();
        await _run;
        _ended.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (await _subscription.Records.WaitToReadAsync(_ended.Token))
            {
                var batch = new List<TrafficRecord>();
                while (batch.Count < Capacity && _subscription.Records.TryRead(out TrafficRecord? record))
                {
                    batch.Add(record);
                }

                await _take(batch);
                await Task.Delay(Pause, _time, _ended.Token);
            }
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // The page has gone: that is how a feed ends.
        }
    }
}
