using System.Net;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Rollups;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Storage.History.Sums;

/// <summary>Totals, bars, clients and statuses, out of the rollups.</summary>
internal static class SumQueries
{
    /// <summary>Sums over a scope.</summary>
    public static TrafficTotals Totals(SqliteConnection connection, TrafficScope scope)
    {
        using var query = new ScopeQuery(connection, scope, RollupShape.Result);
        TrafficSums sums = default;
        query.Read(line => sums.Add(line));
        return new TrafficTotals(
            sums.Requests, sums.Tunnels, sums.CacheHits, sums.CacheAsked, sums.Blocked, sums.RateLimited, sums.Failed,
            sums.BytesSent, sums.BytesReceived);
    }

    /// <summary>Sums by bar.</summary>
    public static IReadOnlyList<TrafficPoint> Series(SqliteConnection connection, TrafficScope scope, SeriesBars bars)
    {
        using var query = new ScopeQuery(connection, scope, RollupShape.Result);
        var sums = new TrafficSums[bars.Count];
        query.Read(bars, (bar, line) => sums[bar].Add(line));
        return [.. sums.Select((bar, i) => new TrafficPoint(
            bars.StartOf(i), bar.Requests, bar.Blocked, bar.RateLimited, bar.BytesSent, bar.BytesReceived))];
    }

    /// <summary>The clients with the most requests.</summary>
    public static IReadOnlyList<ClientTotals> TopClients(SqliteConnection connection, TrafficScope scope, int count)
    {
        var clients = new Dictionary<long, TrafficSums>();
        using (var query = new ScopeQuery(connection, scope, RollupShape.Result))
        {
            query.ReadClients((client, line) => CollectionsMarshal.GetValueRefOrAddDefault(clients, client, out _).Add(line));
        }

        using var names = new NamesById<string>(connection, "client", "address", address => address);
        return [.. TopOf(clients, client => client.Requests, count, names.Get)
            .Select(client => new ClientTotals(
                IPAddress.Parse(client.Name), client.Sums.Requests, client.Sums.Blocked, client.Sums.BytesSent, client.Sums.BytesReceived))];
    }

    /// <summary>The bars of the clients with the most requests.</summary>
    public static IReadOnlyList<ClientSeries> ClientSeries(
        SqliteConnection connection, TrafficScope scope, SeriesBars bars, int count) =>
        [.. TopClients(connection, scope, count)
            .Select(client => new ClientSeries(client.Client, Series(connection, scope with { Client = client.Client }, bars)))];

    /// <summary>How often each status was sent; the range is rounded out to whole hours.</summary>
    public static IReadOnlyList<StatusTotals> Statuses(SqliteConnection connection, TrafficScope scope)
    {
        using var query = new ScopeQuery(connection, scope, RollupShape.Status);
        var statuses = new Dictionary<int, long>();
        query.Read(line => CollectionsMarshal.GetValueRefOrAddDefault(statuses, line.Status, out _) += line.Requests);
        return [.. statuses
            .Where(status => status.Value > 0)
            .OrderByDescending(status => status.Value)
            .ThenBy(status => status.Key)
            .Select(status => new StatusTotals(status.Key, status.Value))];
    }

    /// <summary>The greatest by a measure, those of nothing left out; of equal ones the first by name.</summary>
    public static IEnumerable<(string Name, TrafficSums Sums)> TopOf(
        Dictionary<long, TrafficSums> sums, Func<TrafficSums, long> measure, int count, Func<long, string> nameOf)
    {
        // Only what can be among the first is looked up by name.
        long least = count < sums.Count ? sums.Values.Select(measure).OrderDescending().ElementAt(Math.Max(0, count - 1)) : 0;
        return sums
            .Where(one => measure(one.Value) >= Math.Max(1, least))
            .Select(one => (Name: nameOf(one.Key), Sums: one.Value))
            .OrderByDescending(one => measure(one.Sums))
            .ThenBy(one => one.Name, StringComparer.Ordinal)
            .Take(count);
    }
}
