using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Rollups;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Storage.Recording;

/// <summary>
/// The prepared statements that add sums to a line of one rollup: of the buckets they touch all or a single one, for most lines grow
/// by few requests and SQLite takes as long for a column that grows by nothing. For the writer alone.
/// </summary>
internal sealed class RollupTable : IDisposable
{
    /// <summary>Buckets of a line above which all of them are touched at once.</summary>
    private const int FewBuckets = 2;

    private readonly SqliteConnection _connection;
    private readonly string _table;
    private readonly RollupShape _shape;
    private readonly PreparedStatement _all;
    private readonly PreparedStatement?[] _single; // by bucket

    /// <summary>Prepares the statement that touches every bucket; those for a single one are prepared when they are needed.</summary>
    public RollupTable(SqliteConnection connection, string table, RollupShape shape)
    {
        _connection = connection;
        _table = table;
        _shape = shape;
        _all = Prepare(shape is RollupShape.Status ? [] : RollupColumns.Buckets);
        _single = new PreparedStatement?[shape is RollupShape.Status ? 0 : TtfbHistogram.BucketCount];
    }

    /// <summary>Adds to a line, within the transaction that is open.</summary>
    public void Add(in RollupKey key, in RollupSums sums)
    {
        ReadOnlySpan<int> counts = sums.FirstBytes;
        if (_single.Length == 0 || counts.Length - counts.Count(0) > FewBuckets)
        {
            AddAll(key, sums, counts);
            return;
        }

        int bucket = Math.Max(0, counts.IndexOfAnyExcept(0));
        AddSingle(key, sums, bucket, counts[bucket]);
        for (int other = bucket + 1; other < counts.Length; other++)
        {
            if (counts[other] != 0)
            {
                AddSingle(key, default, other, counts[other]);
            }
        }
    }

    public void Dispose()
    {
        _all.Dispose();
        foreach (PreparedStatement? single in _single)
        {
            single?.Dispose();
        }
    }

    private void AddAll(in RollupKey key, in RollupSums sums, ReadOnlySpan<int> counts)
    {
        int i = BindSums(_all, key, sums);
        for (int bucket = 0; bucket < counts.Length && _single.Length > 0; bucket++)
        {
            _all.Bind(++i, counts[bucket]);
        }

        _all.Execute();
    }

    private void AddSingle(in RollupKey key, in RollupSums sums, int bucket, int count)
    {
        PreparedStatement single = _single[bucket] ??= Prepare([RollupColumns.Buckets[bucket]]);
        single.Bind(BindSums(single, key, sums) + 1, count);
        single.Execute();
    }

    /// <summary>Binds everything but the buckets; returns the number of the last parameter.</summary>
    private int BindSums(PreparedStatement statement, in RollupKey key, in RollupSums sums)
    {
        int i = 0;
        statement.Bind(++i, key.Client);
        statement.Bind(++i, key.Time);
        if (_shape is RollupShape.Host)
        {
            statement.Bind(++i, key.Host);
        }

        statement.Bind(++i, key.Code);
        statement.Bind(++i, sums.Requests);
        statement.Bind(++i, sums.CacheAsked);
        statement.Bind(++i, sums.BytesSent);
        statement.Bind(++i, sums.BytesReceived);
        statement.Bind(++i, sums.Duration);
        return i;
    }

    private PreparedStatement Prepare(IReadOnlyList<string> buckets)
    {
        string[] sums = [.. RollupColumns.Sums, .. buckets];
        string key = string.Join(", ", RollupColumns.Key(_shape));
        string[] columns = [.. RollupColumns.Key(_shape), .. sums];
        return new PreparedStatement(_connection, $"""
            INSERT INTO {_table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(_ => "?"))})
            ON CONFLICT ({key}) DO UPDATE SET {string.Join(", ", sums.Select(column => $"{column} = {column} + excluded.{column}"))}
            """);
    }
}
