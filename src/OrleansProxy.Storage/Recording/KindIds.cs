using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Recording;

/// <summary>The keys of the table <c>kind</c>: found in memory, else in the table, else added. For the writer alone.</summary>
internal sealed class KindIds : IDisposable
{
    private const int MaxKept = 10_000;
    private const string Columns = "status, result, method, cache_status, scheme, http_version, node";

    private readonly PreparedStatement _find, _add;
    private readonly Dictionary<Kind, long> _kept = [];

    /// <summary>Prepares the statements.</summary>
    public KindIds(SqliteConnection connection)
    {
        _find = new PreparedStatement(
            connection,
            "SELECT id FROM kind WHERE status = ? AND result = ? AND method = ? AND cache_status = ? AND scheme = ? "
            + "AND http_version = ? AND node = ?");
        _add = new PreparedStatement(connection, $"""
            INSERT INTO kind ({Columns}, cache, result_name, is_request)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT is_request FROM result WHERE id = ?2))
            RETURNING id
            """);
    }

    /// <summary>The key of a record's kind, within the transaction that is open.</summary>
    public long Get(TrafficRecord record, string cacheStatus)
    {
        Kind kind = Kind.Of(record, cacheStatus);
        if (_kept.TryGetValue(kind, out long id))
        {
            return id;
        }

        if (_kept.Count >= MaxKept)
        {
            _kept.Clear();
        }

        Bind(_find, kind);
        id = _find.QueryNumber() ?? Add(kind, TrafficFilter.OutcomeOf(record));
        _kept.Add(kind, id);
        return id;
    }

    public void Dispose()
    {
        _find.Dispose();
        _add.Dispose();
    }

    private static int Bind(PreparedStatement statement, in Kind kind)
    {
        int i = 0;
        statement.Bind(++i, kind.Status);
        statement.Bind(++i, (long)kind.Result);
        statement.Bind(++i, kind.Method);
        statement.Bind(++i, kind.CacheStatus);
        statement.Bind(++i, kind.Scheme);
        statement.Bind(++i, kind.HttpVersion);
        statement.Bind(++i, kind.Node);
        return i;
    }

    private long Add(in Kind kind, CacheOutcome outcome)
    {
        int i = Bind(_add, kind);
        _add.Bind(++i, (long)outcome);
        _add.Bind(++i, kind.Result.ToName());
        return _add.QueryNumber()!.Value;
    }
}
