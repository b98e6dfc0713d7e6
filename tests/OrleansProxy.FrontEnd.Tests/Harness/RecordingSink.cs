using System.Threading.Channels;
using OrleansProxy.Traffic.Counters;
using OrleansProxy.Traffic.Live;
using OrleansProxy.Traffic.Recording;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Tests.Harness;

/// <summary>Keeps what is recorded, counts it as the recorder does, and lets a test wait for it.</summary>
internal sealed class RecordingSink(ProxyCounters counters) : ITrafficSink, ILiveTraffic
{
    private readonly Channel<TrafficRecord> _coming = Channel.CreateUnbounded<TrafficRecord>();
    private readonly List<TrafficRecord> _all = [];

    /// <summary>Whether records come with the heads; set it before the first request.</summary>
    public bool WantsHeads { get; set; }

    public void Record(TrafficRecord record)
    {
        lock (_all)
        {
            _all.Add(record);
        }

        if (!record.IsOpen)
        {
            counters.Count(record);
        }

        Assert.True(_coming.Writer.TryWrite(record));
    }

    /// <summary>The next record, waiting for it if need be.</summary>
    public async Task<TrafficRecord> NextAsync()
    {
        using var patience = new CancellationTokenSource(Wire.Patience);
        return await _coming.Reader.ReadAsync(patience.Token);
    }

    /// <summary>The next record of something that has ended, past those of open tunnels.</summary>
    public async Task<TrafficRecord> NextEndAsync()
    {
        TrafficRecord record = await NextAsync();
        while (record.IsOpen)
        {
            record = await NextAsync();
        }

        return record;
    }

    public bool IsEmpty => !_coming.Reader.TryPeek(out _);

    public IReadOnlyList<TrafficRecord> Recent(int count)
    {
        lock (_all)
        {
            return [.. Enumerable.Reverse(_all).Take(count)];
        }
    }

    public LiveSubscription Subscribe(int capacity) => throw new NotSupportedException("The front end follows no records.");
}
