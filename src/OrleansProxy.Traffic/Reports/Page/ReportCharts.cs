using System.Text;

namespace OrleansProxy.Traffic.Reports.Page;

/// <summary>The charts over time.</summary>
internal static class ReportCharts
{
    public static void Append(StringBuilder html, TrafficReport report, TrafficTimeline timeline)
    {
        if (timeline.Bars.Count == 0)
        {
            return;
        }

        new TimeChart(timeline, value => Quantity.Count((long)value), leastStep: 1).AppendColumns(
            html,
            "requests",
            "Requests over time",
            $"{Quantity.Count(report.Totals.Requests)} requests, {Busiest(timeline, bar => bar.Requests, Quantity.Count)}.",
            new("Let through", "accent", Values(timeline, bar => bar.Requests - bar.Blocked - bar.RateLimited)),
            new("Blocked", "block", Values(timeline, bar => bar.Blocked)),
            new("Rate limited", "limit", Values(timeline, bar => bar.RateLimited)));
        new TimeChart(timeline, value => Quantity.Bytes((long)value), leastStep: 1).AppendColumns(
            html,
            "bytes",
            "Bytes over time",
            $"{Quantity.Bytes(report.Totals.BytesSent)} sent to clients and {Quantity.Bytes(report.Totals.BytesReceived)} received from them, "
            + $"{Busiest(timeline, bar => bar.BytesSent + bar.BytesReceived, Quantity.Bytes)}.",
            new("Sent to clients", "accent", Values(timeline, bar => bar.BytesSent)),
            new("Received from clients", "cache", Values(timeline, bar => bar.BytesReceived)));
        new TimeChart(timeline, value => Quantity.Time(TimeSpan.FromMilliseconds(value)), leastStep: 0.1).AppendLines(
            html,
            "ttfb",
            "Time to first byte over time",
            $"Over all, half of the answers began within {Quantity.Time(report.Times.Percentile(0.5))} and 95 of 100 within "
            + $"{Quantity.Time(report.Times.Percentile(0.95))}.",
            new("Median", "accent", Percentiles(timeline, 0.5)),
            new("95th percentile", "limit", Percentiles(timeline, 0.95)));
    }

    private static string Busiest(TrafficTimeline timeline, Func<ReportBar, long> value, Func<long, string> format)
    {
        ReportBar most = timeline.Bars.MaxBy(value)!;
        return $"most from {Quantity.Instant(most.Start)} with {format(value(most))}";
    }

    private static double?[] Values(TrafficTimeline timeline, Func<ReportBar, long> value) =>
        [.. timeline.Bars.Select(bar => (double?)value(bar))];

    private static double?[] Percentiles(TrafficTimeline timeline, double share) =>
        [.. timeline.Bars.Select(bar => bar.Times.Percentile(share)?.TotalMilliseconds)];
}
