using OrleansProxy.Storage.Sqlite;

namespace OrleansProxy.Storage.History.Pages;

/// <summary>
/// The keys of the rows that one value of an index has, in order. They are read some at a time: the more, the more of them are
/// wanted one after the other. For one thread.
/// </summary>
/// <param name="statement">Finds keys of the value from a bound on; shared with the other values of the index.</param>
/// <param name="value">The value.</param>
/// <param name="range">The keys that matter.</param>
internal sealed class KeyRun(PreparedStatement statement, long? value, KeyRange range)
{
    private const int FewestRead = 4;
    private const int MostRead = 256;

    private readonly List<long> _read = [];
    private int _at;
    private int _count = 1;
    private bool _isLast;

    /// <summary>The statement over an index: value (where it takes one), first and last key, how many.</summary>
    public static string Sql(string index, string condition, KeyRange range) =>
        $"SELECT id FROM traffic INDEXED BY {index} WHERE {condition} AND id >= ?2 AND id <= ?3 ORDER BY id {range.Order} LIMIT ?4";

    /// <summary>The first key that does not come before the bound; null when there is none. Bounds never go back.</summary>
    public long? Seek(long bound)
    {
        int before = _at;
        while (_at < _read.Count && range.IsBefore(_read[_at], bound))
        {
            _at++;
        }

        if (_at == _read.Count && !_isLast)
        {
            Fetch(bound, isNext: _at - before <= 1);
        }

        return _at < _read.Count ? _read[_at] : null;
    }

    private void Fetch(long bound, bool isNext)
    {
        _count = isNext ? Math.Min(MostRead, _count * 2) : FewestRead;
        if (value is { } given)
        {
            statement.Bind(1, given);
        }

        statement.Bind(2, range.IsDown ? range.First : bound);
        statement.Bind(3, range.IsDown ? bound : range.Last);
        statement.Bind(4, _count);
        _read.Clear();
        _at = 0;
        while (statement.Read())
        {
            _read.Add(statement.Number(0));
        }

        _isLast = _read.Count < _count;
    }
}
