using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Portal.Log;

/// <summary>Asks of a record in memory what the history asks of its rows.</summary>
internal static class FilterMatch
{
    public static bool Accepts(this TrafficFilter filter, TrafficRecord record) =>
        (filter.Range is not { } range || (record.Timestamp >= range.From && record.Timestamp < range.To))
        && (filter.Client is null || filter.Client.Equals(record.Client))
        && (filter.Host is null || filter.Host == record.Host)
        && (filter.HostContains is null || record.Host.Contains(filter.HostContains, StringComparison.OrdinalIgnoreCase))
        && (filter.Method is null || filter.Method == record.Method)
        && (filter.Results is not { Count: > 0 } results || results.Contains(record.Result));
}
