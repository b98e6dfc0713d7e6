using System.Diagnostics;
using Microsoft.Data.Sqlite;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.HistoryBench;

/// <summary>
/// What SQLite does at best on this machine: the same source into one table without an index, by one prepared statement and in transactions
/// of the same size. The measure for <see cref="WriteRun"/>.
/// </summary>
internal static class BareRun
{
    private const int Batch = 20_000;

    public static void Run(string path, int seconds)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; CREATE TABLE bare "
            + "(id INTEGER PRIMARY KEY, client TEXT, host TEXT, path TEXT, status INTEGER, sent INTEGER, received INTEGER, duration INTEGER)");
        var load = new SyntheticLoad(1);
        var source = new List<TrafficRecord>();
        while (source.Count < Batch)
        {
            source.Add(load.Next(DateTimeOffset.UnixEpoch, out _));
        }

        var clock = Stopwatch.StartNew();
        long written = 0;
        while (clock.Elapsed.TotalSeconds < seconds)
        {
            Write(connection, source, written);
            written += Batch;
        }

        Console.WriteLine($"bare: {written / clock.Elapsed.TotalSeconds:N0} records/s");
    }

    private static void Write(SqliteConnection connection, List<TrafficRecord> source, long first)
    {
        using SqliteTransaction transaction = connection.BeginTransaction();
        using SqliteCommand insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO bare VALUES ($0, $1, $2, $3, $4, $5, $6, $7)";
        SqliteParameter[] values = [.. Enumerable.Range(0, 8).Select(i => insert.Parameters.AddWithValue($"${i}", 0L))];
        foreach (TrafficRecord record in source)
        {
            values[0].Value = first++;
            values[1].Value = "10.0.0.10";
            values[2].Value = record.Host;
            values[3].Value = record.PathAndQuery;
            values[4].Value = record.Status;
            values[5].Value = record.BytesSent;
            values[6].Value = record.BytesReceived;
            values[7].Value = record.Duration.Ticks;
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
