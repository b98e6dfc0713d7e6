using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Sqlite;

namespace OrleansProxy.Storage.Recording;

/// <summary>
/// The keys of names that are stored once (clients, hosts, agents, ...): found in memory, else in the table, else added. For the
/// writer alone.
/// </summary>
/// <typeparam name="T">What is known by the name; two that are equal have the same name.</typeparam>
internal sealed class NameIds<T> : IDisposable
    where T : notnull
{
    private const int MaxKept = 20_000;

    private readonly PreparedStatement _find;
    private readonly PreparedStatement _add;
    private readonly Func<T, string> _nameOf;
    private readonly Dictionary<T, long> _kept = [];

    /// <summary>Prepares the statements; table and column are ours, never a user's text.</summary>
    public NameIds(SqliteConnection connection, string table, string column, Func<T, string> nameOf)
    {
        _find = new PreparedStatement(connection, $"SELECT id FROM {table} WHERE {column} = ?");
        _add = new PreparedStatement(connection, $"INSERT INTO {table} ({column}) VALUES (?) RETURNING id");
        _nameOf = nameOf;
    }

    /// <summary>The key of a name, within the transaction that is open.</summary>
    public long Get(T named)
    {
        if (_kept.TryGetValue(named, out long id))
        {
            return id;
        }

        if (_kept.Count >= MaxKept)
        {
            _kept.Clear();
        }

        string name = _nameOf(named);
        id = Run(_find, name) ?? Run(_add, name)!.Value;
        _kept.Add(named, id);
        return id;
    }

    /// <summary>The key of a name that may be missing.</summary>
    public long? GetOrNull(T? named) => named is null ? null : Get(named);

    /// <summary>The keys that are in memory.</summary>
    public HashSet<long> Remembered() => [.. _kept.Values];

    public void Dispose()
    {
        _find.Dispose();
        _add.Dispose();
    }

    private static long? Run(PreparedStatement statement, string name)
    {
        statement.Bind(1, name);
        return statement.QueryNumber();
    }
}
