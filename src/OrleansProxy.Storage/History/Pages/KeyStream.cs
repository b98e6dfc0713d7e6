using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Sqlite;

namespace OrleansProxy.Storage.History.Pages;

/// <summary>The keys of the rows that any of some values of an index has, merged in order. For one thread.</summary>
internal sealed class KeyStream : IDisposable
{
    private readonly PreparedStatement _statement;
    private readonly KeyRange _range;
    private readonly PriorityQueue<KeyRun, long> _next = new(); // by the key that each stands on
    private List<KeyRun>? _unread;

    private KeyStream(PreparedStatement statement, KeyRange range, List<KeyRun> runs)
    {
        _statement = statement;
        _range = range;
        _unread = runs;
    }

    /// <summary>Rows that have one of the values in a column of numbers.</summary>
    public static KeyStream Of(SqliteConnection connection, string index, string column, IEnumerable<long> values, KeyRange range)
    {
        var statement = new PreparedStatement(connection, KeyRun.Sql(index, $"{column} = ?1", range));
        return new KeyStream(statement, range, [.. values.Select(value => new KeyRun(statement, value, range))]);
    }

    /// <summary>Rows that have a text in a column.</summary>
    public static KeyStream Of(SqliteConnection connection, string index, string column, string text, KeyRange range)
    {
        var statement = new PreparedStatement(connection, KeyRun.Sql(index, $"{column} = ?1", range));
        statement.Bind(1, text);
        return new KeyStream(statement, range, [new KeyRun(statement, null, range)]);
    }

    /// <summary>The first key that does not come before the bound; null when there is none. Bounds never go back.</summary>
    public long? Seek(long bound)
    {
        foreach (KeyRun run in _unread ?? [])
        {
            Enqueue(run, bound);
        }

        _unread = null;
        while (_next.TryPeek(out KeyRun? run, out long priority))
        {
            long key = _range.IsDown ? -priority : priority;
            if (!_range.IsBefore(key, bound))
            {
                return key;
            }

            _next.Dequeue();
            Enqueue(run, bound);
        }

        return null;
    }

    public void Dispose() => _statement.Dispose();

    private void Enqueue(KeyRun run, long bound)
    {
        if (run.Seek(bound) is { } key)
        {
            _next.Enqueue(run, _range.IsDown ? -key : key);
        }
    }
}
