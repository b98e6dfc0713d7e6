using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Sqlite;

namespace OrleansProxy.Storage.History;

/// <summary>Names that are stored once, by their keys, each read once for one question. For one thread.</summary>
internal sealed class NamesById<T> : IDisposable
{
    private readonly PreparedStatement _find;
    private readonly Func<string, T> _parse;
    private readonly Dictionary<long, T> _known = [];

    /// <summary>Prepares the statement; table and column are ours.</summary>
    public NamesById(SqliteConnection connection, string table, string column, Func<string, T> parse)
    {
        _find = new PreparedStatement(connection, $"SELECT {column} FROM {table} WHERE id = ?");
        _parse = parse;
    }

    /// <summary>The name of a key that the rows have.</summary>
    public T Get(long id)
    {
        if (!_known.TryGetValue(id, out T? name))
        {
            _find.Bind(1, id);
            name = _parse(_find.Read() ? _find.Text(0) : "");
            _find.Rewind();
            _known.Add(id, name);
        }

        return name;
    }

    public void Dispose() => _find.Dispose();
}
