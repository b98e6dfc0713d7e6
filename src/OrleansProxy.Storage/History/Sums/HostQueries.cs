using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Rollups;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.History.Sums;

/// <summary>Hosts by traffic and by times to first byte, out of the rollups; ranges are rounded out to whole hours.</summary>
internal static class HostQueries
{
    /// <summary>Answers below which a host is not among the slowest.</summary>
    private const int MinAnswers = 10;

    /// <summary>Hosts above which those with too few requests are told apart first, for each takes memory for its times.</summary>
    private const int ManyHosts = 50_000;

    /// <summary>The results that have times to first byte: all up to <see cref="TrafficResult.Tunnelled"/>.</summary>
    private const string Answered = "<= 3";

    /// <summary>The result of what a rule has blocked: <see cref="TrafficResult.Blocked"/>.</summary>
    private const string Blocked = "= 10";

    /// <summary>The first hosts of an order.</summary>
    public static IReadOnlyList<DomainTotals> Top(SqliteConnection connection, TrafficScope scope, DomainOrder order, int count)
    {
        Dictionary<long, TrafficSums> hosts = Sums(connection, scope, order is DomainOrder.Blocked ? Blocked : "");
        Func<TrafficSums, long> measure = order is DomainOrder.Bytes
            ? sums => sums.BytesSent + sums.BytesReceived
            : sums => sums.Requests;
        using NamesById<string> names = Names(connection);
        return [.. SumQueries.TopOf(hosts, measure, count + 1, names.Get) // one more: what had no host is left out
            .Where(host => host.Name.Length > 0)
            .Take(count)
            .Select(host => new DomainTotals(
                host.Name, host.Sums.Requests, host.Sums.Blocked, host.Sums.BytesSent, host.Sums.BytesReceived))];
    }

    /// <summary>The hosts with the longest median time to first byte.</summary>
    public static IReadOnlyList<DomainLatency> Slowest(SqliteConnection connection, TrafficScope scope, int count)
    {
        HashSet<long>? candidates = HostCount(connection) > ManyHosts
            ? [.. Sums(connection, scope, "").Where(host => host.Value.Requests >= MinAnswers).Select(host => host.Key)]
            : null;
        var hosts = new Dictionary<long, long[]>();
        using (var query = new ScopeQuery(connection, scope, RollupShape.Host, hasBuckets: true, Answered))
        {
            query.Read(line =>
            {
                if (candidates?.Contains(line.Host) != false)
                {
                    ref long[]? counts = ref CollectionsMarshal.GetValueRefOrAddDefault(hosts, line.Host, out _);
                    line.AddBuckets(counts ??= new long[TtfbHistogram.BucketCount]);
                }
            });
        }

        using NamesById<string> names = Names(connection);
        return [.. hosts
            .Select(host => (host.Key, Times: new TtfbHistogram(host.Value)))
            .Where(host => host.Times.Count >= MinAnswers)
            .Select(host => (host.Key, host.Times, Median: host.Times.Percentile(0.5)))
            .OrderByDescending(host => host.Median)
            .Take(count + MinAnswers) // names only of those that matter, and a few whose medians are equal
            .Select(host => (Latency: new DomainLatency(names.Get(host.Key), host.Times), host.Median))
            .OrderByDescending(host => host.Median)
            .ThenBy(host => host.Latency.Host, StringComparer.Ordinal)
            .Take(count)
            .Select(host => host.Latency)];
    }

    private static Dictionary<long, TrafficSums> Sums(SqliteConnection connection, TrafficScope scope, string codes)
    {
        var hosts = new Dictionary<long, TrafficSums>();
        using var query = new ScopeQuery(connection, scope, RollupShape.Host, codes: codes);
        query.Read(line => CollectionsMarshal.GetValueRefOrAddDefault(hosts, line.Host, out _).Add(line));
        return hosts;
    }

    private static NamesById<string> Names(SqliteConnection connection) => new(connection, "host", "name", name => name);

    private static long HostCount(SqliteConnection connection)
    {
        using var last = new PreparedStatement(connection, "SELECT max(id) FROM host");
        return last.QueryNumber() ?? 0;
    }
}
