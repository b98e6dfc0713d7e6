using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.LogTree;

/// <summary>What one host accounts for in a run. For one thread at a time.</summary>
internal sealed class HostSums
{
    private TimeSpan _duration, _firstByte;
    private long _firstBytes;

    public long Requests { get; private set; }

    public long BytesSent { get; private set; }

    public long BytesReceived { get; private set; }

    /// <summary>Seconds a request or tunnel took; 0 before the first.</summary>
    public double AverageDuration => Requests == 0 ? 0 : _duration.TotalSeconds / Requests;

    /// <summary>Seconds to the first byte of those that had one; null where none had.</summary>
    public double? AverageFirstByte => _firstBytes == 0 ? null : _firstByte.TotalSeconds / _firstBytes;

    public void Add(TrafficRecord record)
    {
        Requests++;
        BytesSent += record.BytesSent;
        BytesReceived += record.BytesReceived;
        _duration += record.Duration;
        if (record.TimeToFirstByte is { } firstByte)
        {
            _firstByte += firstByte;
            _firstBytes++;
        }
    }

    public void Add(HostSums other)
    {
        Requests += other.Requests;
        BytesSent += other.BytesSent;
        BytesReceived += other.BytesReceived;
        _duration += other._duration;
        _firstByte += other._firstByte;
        _firstBytes += other._firstBytes;
    }
}
