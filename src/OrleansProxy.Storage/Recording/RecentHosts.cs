using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Rollups;
using OrleansProxy.Storage.Sqlite;

namespace OrleansProxy.Storage.Recording;

/// <summary>
/// The rollups by host. A batch has almost as many hosts as rows, and each would be another page of each table: so its lines are
/// appended to <c>rollup_host_recent</c>, in the transaction of the rows, and a client's move on together once there are many, of which
/// most are about the same hosts. For the writer alone.
/// </summary>
internal sealed class RecentHosts : IDisposable
{
    /// <summary>Lines of one client that wait at most while there is not much to write.</summary>
    public const int MostWaiting = 16_384;

    /// <summary>
    /// Lines that wait at most of a client while much is written, and of everybody at any time: the more there are, the more of them are
    /// about the same hosts.
    /// </summary>
    public const int MostWaitingWhenBusy = 65_536;

    /// <summary>Lines of a batch that are much.</summary>
    private const int BusyBatch = 8_192;

    private static readonly string[] Columns =
    [
        "client_id", "number", "time", "host_id", "result", "requests", "cache_asked", "bytes_sent", "bytes_received", "duration_us",
        "bucket", "answers",
    ];

    private readonly RowInsert _append;
    private readonly PreparedStatement _read, _delete;
    private readonly List<(RollupKey Line, Growth Sums)> _appended = [];
    private readonly Rollup _folded;
    private readonly Dictionary<long, int> _waiting = [];
    private long _number;

    /// <summary>Prepares the statements, and counts what waits.</summary>
    public RecentHosts(SqliteConnection connection)
    {
        _append = new RowInsert(connection, "rollup_host_recent", Columns);
        _read = new PreparedStatement(connection, """
            SELECT time, host_id, result, requests, cache_asked, bytes_sent, bytes_received, duration_us, bucket, answers
            FROM rollup_host_recent WHERE client_id = ?
            """);
        _delete = new PreparedStatement(connection, "DELETE FROM rollup_host_recent WHERE client_id = ?");
        _folded = new Rollup(connection, RollupShape.Host);
        using var counts = new PreparedStatement(
            connection, "SELECT client_id, count(*), max(number) FROM rollup_host_recent GROUP BY client_id");
        while (counts.Read())
        {
            _waiting[counts.Number(0)] = (int)counts.Number(1);
            _number = Math.Max(_number, counts.Number(2));
        }
    }

    /// <summary>Appends a line, by the next <see cref="Write"/>.</summary>
    /// <param name="line">What it is about, its time in hours.</param>
    /// <param name="sums">What is added.</param>
    public void Append(in RollupKey line, in Growth sums) => _appended.Add((line, sums));

    /// <summary>Writes what was appended, and moves the lines of whoever has most, if those are many.</summary>
    public void Write()
    {
        ReadOnlySpan<(RollupKey Line, Growth Sums)> lines = CollectionsMarshal.AsSpan(_appended);
        for (int next = _append.AddRuns(lines, Bind); next < lines.Length; next++)
        {
            Bind(_append.One, 0, lines[next]);
            _append.One.Execute();
        }

        FoldOne(_appended.Count);
        _appended.Clear();
    }

    public void Dispose()
    {
        _append.Dispose();
        _read.Dispose();
        _delete.Dispose();
        _folded.Dispose();
    }

    /// <summary>Binds every one of <see cref="Columns"/>, in their order.</summary>
    private void Bind(PreparedStatement append, int before, in (RollupKey Line, Growth Sums) appended)
    {
        (RollupKey line, Growth sums) = appended;
        int i = before;
        append.Bind(++i, line.Client);
        append.Bind(++i, ++_number);
        append.Bind(++i, line.Time);
        append.Bind(++i, line.Host);
        append.Bind(++i, line.Code);
        append.Bind(++i, sums.Requests);
        append.Bind(++i, sums.CacheAsked);
        append.Bind(++i, sums.BytesSent);
        append.Bind(++i, sums.BytesReceived);
        append.Bind(++i, sums.Duration);
        append.Bind(++i, sums.Bucket);
        append.Bind(++i, sums.Answers);
        CollectionsMarshal.GetValueRefOrAddDefault(_waiting, line.Client, out _)++;
    }

    /// <summary>Moves the lines of whoever has most, once those are many; one client a batch, so that no batch takes much longer.</summary>
    /// <param name="appended">Lines that this batch has appended.</param>
    private void FoldOne(int appended)
    {
        int most = appended > BusyBatch ? MostWaitingWhenBusy : MostWaiting;
        long client = -1;
        double fullest = 1;
        foreach ((long one, int lines) in _waiting)
        {
            double full = (double)lines / (one == 0 ? MostWaitingWhenBusy : most);
            (client, fullest) = full >= fullest ? (one, full) : (client, fullest);
        }

        if (client < 0)
        {
            return;
        }

        Gather(client);
        _folded.WriteAsGiven();
        _delete.Bind(1, client);
        _delete.Execute();
        _waiting.Remove(client);
    }

    /// <summary>Adds a client's lines up, which SQLite would take longer for: it has 32 conditions for each, one a bucket.</summary>
    private void Gather(long client)
    {
        _read.Bind(1, client);
        while (_read.Read())
        {
            var sums = new Growth
            {
                Requests = _read.Number(3),
                CacheAsked = _read.Number(4),
                BytesSent = _read.Number(5),
                BytesReceived = _read.Number(6),
                Duration = _read.Number(7),
                Bucket = (int)_read.Number(8),
                Answers = (int)_read.Number(9),
            };
            _folded.AddLine(new RollupKey(client, _read.Number(0), _read.Number(1), _read.Number(2)), sums);
        }
    }
}
