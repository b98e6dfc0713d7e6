using System.Net;
using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Recording;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Storage.History.Pages;

/// <summary>
/// Reads rows that a filter wants, in the order of their keys. Each wish (client, user, hosts, kinds, a rare method) is a stream of
/// keys out of an index, and a row that all of them want is found by letting each in turn skip to where the others stand: so the work
/// is bounded by the rarest wish and by what lies between two rows that are found, not by the table. A wish of too many values only
/// filters rows. Made for one page, on the thread that asks.
/// </summary>
internal sealed class PageQuery : IDisposable
{
    /// <summary>Values of one wish that are merged; of more, rows are read and left out.</summary>
    public const int MaxMerged = 5_000;

    private readonly KeyRange _range;
    private readonly List<KeyStream> _streams = [];
    private readonly PreparedStatement _rows;
    private readonly RowReader _reader;
    private readonly HashSet<long>? _hosts, _kinds;
    private bool _isEmpty;

    private PageQuery(SqliteConnection connection, TrafficFilter filter, KeyRange range)
    {
        _range = range;
        _reader = new RowReader(connection);
        _hosts = Add(connection, "traffic_by_host", "host_id", HostIds.Of(connection, filter));
        _kinds = Add(connection, "traffic_by_kind", "kind_id", KindFilter.Of(connection, filter));
        Add(connection, "traffic_by_client", "client_id", Named(connection, "client", "address", Address(filter.Client)));
        Add(connection, "traffic_by_user", "user_id", Named(connection, "user_name", "name", filter.User));
        if (filter.Method is { } method && !StoredMethod.IsOfKind(method))
        {
            _streams.Add(KeyStream.Of(connection, "traffic_by_method", "method", method, range));
        }

        _rows = new PreparedStatement(connection, _streams.Count == 0
            ? $"SELECT {RowReader.Columns} FROM traffic WHERE id >= ?1 AND id <= ?2 ORDER BY id {range.Order}"
            : $"SELECT {RowReader.Columns} FROM traffic WHERE id = ?1");
    }

    /// <summary>Reads rows with a key of at least <paramref name="from"/> and below <paramref name="to"/>.</summary>
    public static List<TrafficRow> Read(
        SqliteConnection connection, TrafficFilter filter, PageDirection direction, long from, long to, int count)
    {
        using var query = new PageQuery(connection, filter, KeyRange.Of(filter.Range, from, to, direction));
        return query._isEmpty || count <= 0 ? [] : query._streams.Count == 0 ? query.Walk(count) : query.Skip(count);
    }

    /// <summary>One row by its key, or null.</summary>
    public static TrafficRow? Find(SqliteConnection connection, long id) =>
        Read(connection, new TrafficFilter(), PageDirection.Up, id, id + 1, 1).SingleOrDefault();

    public void Dispose()
    {
        foreach (KeyStream stream in _streams)
        {
            stream.Dispose();
        }

        _rows.Dispose();
        _reader.Dispose();
    }

    private static string? Address(IPAddress? client) => client?.ToString();

    private static List<long>? Named(SqliteConnection connection, string table, string column, string? name)
    {
        if (name is null)
        {
            return null;
        }

        using var find = new PreparedStatement(connection, $"SELECT id FROM {table} WHERE {column} = ?");
        find.Bind(1, name);
        return find.QueryNumber() is { } id ? [id] : [];
    }

    /// <summary>Adds a wish; what it gives back is to be looked for in each row.</summary>
    private HashSet<long>? Add(SqliteConnection connection, string index, string column, List<long>? values)
    {
        if (values is null)
        {
            return null;
        }

        _isEmpty |= values.Count == 0;
        if (values.Count > MaxMerged)
        {
            return [.. values];
        }

        _streams.Add(KeyStream.Of(connection, index, column, values, _range));
        return null;
    }

    /// <summary>Row by row, where no index narrows.</summary>
    private List<TrafficRow> Walk(int count)
    {
        var page = new List<TrafficRow>();
        _rows.Bind(1, _range.First);
        _rows.Bind(2, _range.Last);
        while (page.Count < count && _rows.Read())
        {
            AddIfWanted(page);
        }

        _rows.Rewind();
        return page;
    }

    /// <summary>From one key that all streams have to the next.</summary>
    private List<TrafficRow> Skip(int count)
    {
        var page = new List<TrafficRow>();
        long? bound = _range.Start;
        while (page.Count < count && bound is { } from && NextCommon(from) is { } key)
        {
            _rows.Bind(1, key);
            if (_rows.Read())
            {
                AddIfWanted(page);
            }

            _rows.Rewind();
            bound = _range.After(key);
        }

        return page;
    }

    private long? NextCommon(long bound)
    {
        int agreed = 0;
        for (int i = 0; agreed < _streams.Count; i = (i + 1) % _streams.Count)
        {
            if (_streams[i].Seek(bound) is not { } key)
            {
                return null;
            }

            agreed = key == bound ? agreed + 1 : 1;
            bound = key;
        }

        return bound;
    }

    private void AddIfWanted(List<TrafficRow> page)
    {
        if ((_hosts is null || _hosts.Contains(_rows.Number(RowReader.HostColumn)))
            && (_kinds is null || _kinds.Contains(_rows.Number(RowReader.KindColumn))))
        {
            page.Add(_reader.Read(_rows));
        }
    }
}
