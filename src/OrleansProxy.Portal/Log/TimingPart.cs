using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Portal.Log;

/// <summary>One stretch of a request's time.</summary>
/// <param name="Label">What it was spent on.</param>
/// <param name="Length">How long it was.</param>
/// <param name="Tone">Its colour.</param>
internal sealed record TimingPart(string Label, TimeSpan Length, string Tone)
{
    /// <summary>The stretches of a record in their order; those that were not measured are left out.</summary>
    public static IReadOnlyList<TimingPart> Of(TrafficRecord record)
    {
        TimeSpan dns = record.DnsTime ?? TimeSpan.Zero;
        TimeSpan connect = record.ConnectTime ?? TimeSpan.Zero;
        TimeSpan first = record.TimeToFirstByte ?? TimeSpan.Zero;
        TimeSpan waited = first > dns + connect ? first - dns - connect : TimeSpan.Zero;
        TimeSpan before = dns + connect + waited;
        TimeSpan rest = record.Duration > before ? record.Duration - before : TimeSpan.Zero;
        TimingPart[] parts =
        [
            new("DNS", dns, "limit"), new("Connect", connect, "cache"), new("First byte", waited, "allow"), new(record.Upstream is null ? "In the proxy" : "Transfer", rest, "neutral"),
        ];
        return [.. parts.Where(part => part.Length > TimeSpan.Zero)];
    }
}
