using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Rollups;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Storage.Recording;

/// <summary>
/// The rollups by host. A batch has almost as many hosts as rows, and each would be another page of each table: so its lines are
/// appended to <c>rollup_host_recent</c>, in the transaction of the rows, and a client's move on together once there are many, of which
/// most are about the same hosts. For the writer alone.
/// </summary>
internal sealed class RecentHosts : IDisposable
{
    /// <summary>Lines of one client (or of everybody) that wait at most.</summary>
    public const int MostWaiting = 16_384;

    private readonly PreparedStatement _append;
    private readonly PreparedStatement[] _fold, _foldEverybody;
    private readonly Dictionary<long, int> _waiting = [];
    private long _number;

    /// <summary>Prepares the statements, and counts what waits.</summary>
    public RecentHosts(SqliteConnection connection)
    {
        _append = new PreparedStatement(connection, """
            INSERT INTO rollup_host_recent (client_id, number, time, host_id, result, requests, cache_asked, bytes_sent, bytes_received,
                duration_us, bucket, answers)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """);
        var delete = new PreparedStatement(connection, "DELETE FROM rollup_host_recent WHERE client_id = ?");
        PreparedStatement[] folds = [.. RollupLevel.Of(RollupShape.Host).Select(level => Fold(connection, level))];
        _foldEverybody = [.. folds, delete];
        _fold = [.. folds.Where((_, i) => !RollupLevel.Of(RollupShape.Host)[i].OnlyEverybody), delete];
        using var counts = new PreparedStatement(
            connection, "SELECT client_id, count(*), max(number) FROM rollup_host_recent GROUP BY client_id");
        while (counts.Read())
        {
            _waiting[counts.Number(0)] = (int)counts.Number(1);
            _number = Math.Max(_number, counts.Number(2));
        }
    }

    /// <summary>Appends a line.</summary>
    /// <param name="line">What it is about, its time in hours.</param>
    /// <param name="bucket">The bucket of its times to first byte; 0 where it has none.</param>
    /// <param name="sums">What is added.</param>
    public void Append(in RollupKey line, int bucket, in HostSums sums)
    {
        int i = 0;
        _append.Bind(++i, line.Client);
        _append.Bind(++i, ++_number);
        _append.Bind(++i, line.Time);
        _append.Bind(++i, line.Host);
        _append.Bind(++i, line.Code);
        _append.Bind(++i, sums.Requests);
        _append.Bind(++i, sums.CacheAsked);
        _append.Bind(++i, sums.BytesSent);
        _append.Bind(++i, sums.BytesReceived);
        _append.Bind(++i, sums.Duration);
        _append.Bind(++i, bucket);
        _append.Bind(++i, sums.Answers);
        _append.Execute();
        CollectionsMarshal.GetValueRefOrAddDefault(_waiting, line.Client, out _)++;
    }

    /// <summary>Moves the lines of whoever has most, once those are many; one client a batch, so that no batch takes much longer.</summary>
    public void FoldOne()
    {
        if (_waiting.Count == 0 || _waiting.MaxBy(one => one.Value) is not { Value: >= MostWaiting, Key: var client })
        {
            return;
        }

        foreach (PreparedStatement statement in client == 0 ? _foldEverybody : _fold)
        {
            statement.Bind(1, client);
            statement.Execute();
        }

        _waiting.Remove(client);
    }

    public void Dispose()
    {
        _append.Dispose();
        foreach (PreparedStatement statement in _foldEverybody)
        {
            statement.Dispose();
        }
    }

    private static PreparedStatement Fold(SqliteConnection connection, RollupLevel level)
    {
        IEnumerable<string> sums = RollupColumns.Sums.Select(column => $"sum({column})")
            .Concat(Enumerable.Range(0, TtfbHistogram.BucketCount).Select(i => $"coalesce(sum(answers) FILTER (WHERE bucket = {i}), 0)"));
        string[] columns = [.. RollupColumns.Sums, .. RollupColumns.Buckets];
        return new PreparedStatement(connection, $"""
            INSERT INTO {level.Table} (client_id, time, host_id, result, {string.Join(", ", columns)})
            SELECT client_id, time / {level.Unit / UnixTime.Hour} AS unit, host_id, result, {string.Join(", ", sums)}
            FROM rollup_host_recent WHERE client_id = ? GROUP BY unit, host_id, result
            ON CONFLICT (client_id, time, host_id, result) DO UPDATE SET
                {string.Join(", ", columns.Select(column => $"{column} = {column} + excluded.{column}"))}
            """);
    }
}
