using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Recording;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.History;

/// <summary>The lines of the table <c>kind</c>, each read once for one question. For one thread.</summary>
internal sealed class KindsById(SqliteConnection connection) : IDisposable
{
    private readonly PreparedStatement _find = new(
        connection, "SELECT method, scheme, http_version, status, result, cache_status, node FROM kind WHERE id = ?");

    private readonly Dictionary<long, Kind> _known = [];

    /// <summary>The kind of a key that the rows have.</summary>
    public Kind Get(long id)
    {
        if (!_known.TryGetValue(id, out Kind kind))
        {
            _find.Bind(1, id);
            _find.Read();
            kind = new Kind(
                _find.Text(0), _find.Text(1), _find.Text(2), (int)_find.Number(3), (TrafficResult)_find.Number(4), _find.Text(5), _find.Text(6));
            _find.Rewind();
            _known.Add(id, kind);
        }

        return kind;
    }

    public void Dispose() => _find.Dispose();
}
