using Dapper;
using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Migrations;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Tests.Migrations;

/// <summary>Makes files as they were before migration 0004; their rollups stay empty, for the rows are what counts.</summary>
internal static class VersionThree
{
    private const string Insert = """
        INSERT OR IGNORE INTO client (address) VALUES (@Client);
        INSERT OR IGNORE INTO host (name) VALUES (@Host);
        INSERT OR IGNORE INTO agent (name) SELECT @Agent WHERE @Agent IS NOT NULL;
        INSERT INTO traffic (
            id, client_id, host_id, agent_id, port, method, scheme, path, http_version, status, result, bytes_sent, bytes_received,
            duration_us, ttfb_us, dns_us, connect_us, upstream, cache_status, rule, rules_version, limit_count, limit_of, error, node,
            tunnel, proxy_user)
        VALUES (
            @Id, (SELECT id FROM client WHERE address = @Client), (SELECT id FROM host WHERE name = @Host),
            (SELECT id FROM agent WHERE name = @Agent), @Port, @Method, @Scheme, @PathAndQuery, @Protocol, @Status, @Result,
            @BytesSent, @BytesReceived, @Duration, @FirstByte, @Dns, @Connect, @Upstream, @CacheStatus, @Rule, @RulesVersion,
            @LimitCount, @LimitOf, @Error, @Node, @Tunnel, @User);
        """;

    public static void Make(string path, IReadOnlyList<TrafficRecord> records)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using SqliteConnection connection = Shell.Open(path);
        SchemaUpgrade.Apply(connection, path, [.. Migration.All.Take(3)]);
        using SqliteTransaction transaction = connection.BeginTransaction();
        foreach (TrafficRecord record in records)
        {
            connection.Execute(Insert, Row(record), transaction);
        }

        transaction.Commit();
    }

    private static object Row(TrafficRecord record) => new
    {
        Id = UnixTime.Microseconds(record.Timestamp),
        Client = record.Client.ToString(),
        record.Host,
        Agent = record.UserAgent,
        record.Port,
        record.Method,
        record.Scheme,
        record.PathAndQuery,
        record.Protocol,
        record.Status,
        Result = (int)record.Result,
        record.BytesSent,
        record.BytesReceived,
        Duration = UnixTime.Microseconds(record.Duration),
        FirstByte = UnixTime.Microseconds(record.TimeToFirstByte),
        Dns = UnixTime.Microseconds(record.DnsTime),
        Connect = UnixTime.Microseconds(record.ConnectTime),
        Upstream = record.Upstream?.ToString(),
        record.CacheStatus,
        record.Rule,
        record.RulesVersion,
        record.LimitCount,
        record.LimitOf,
        record.Error,
        record.Node,
        Tunnel = record.IsOpen ? record.TunnelId : (long?)null,
        record.User,
    };
}
