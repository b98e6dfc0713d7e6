using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Rollups;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Storage.Recording;

/// <summary>The prepared statement that adds sums to a line of one rollup. For the writer alone.</summary>
internal sealed class RollupTable : IDisposable
{
    private readonly PreparedStatement _upsert;
    private readonly RollupShape _shape;

    /// <summary>Prepares the statement.</summary>
    public RollupTable(SqliteConnection connection, string table, RollupShape shape)
    {
        _shape = shape;
        string[] sums = [.. RollupColumns.Sums, .. shape is RollupShape.Status ? [] : RollupColumns.Buckets];
        string key = string.Join(", ", RollupColumns.Key(shape));
        string[] columns = [.. RollupColumns.Key(shape), .. sums];
        _upsert = new PreparedStatement(connection, $"""
            INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(_ => "?"))})
            ON CONFLICT ({key}) DO UPDATE SET {string.Join(", ", sums.Select(column => $"{column} = {column} + excluded.{column}"))}
            """);
    }

    /// <summary>Adds to a line, within the transaction that is open.</summary>
    public void Add(in RollupKey key, in RollupSums sums)
    {
        int i = 0;
        _upsert.Bind(++i, key.Client);
        _upsert.Bind(++i, key.Time);
        if (_shape is RollupShape.Host)
        {
            _upsert.Bind(++i, key.Host);
        }

        _upsert.Bind(++i, key.Code);
        _upsert.Bind(++i, sums.Requests);
        _upsert.Bind(++i, sums.CacheAsked);
        _upsert.Bind(++i, sums.BytesSent);
        _upsert.Bind(++i, sums.BytesReceived);
        _upsert.Bind(++i, sums.Duration);
        for (int bucket = 0; _shape is not RollupShape.Status && bucket < TtfbHistogram.BucketCount; bucket++)
        {
            _upsert.Bind(++i, sums.FirstBytes[bucket]);
        }

        _upsert.Execute();
    }

    public void Dispose() => _upsert.Dispose();
}
