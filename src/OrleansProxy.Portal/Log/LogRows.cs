using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Portal.Log;

/// <summary>
/// The lines that a log page shows, newest first: live ones on top, a stored page below, none twice. Bounded by
/// <see cref="MaxRows"/>; used on the circuit's thread alone.
/// </summary>
internal sealed class LogRows
{
    /// <summary>Lines kept while live records come; past it the oldest go.</summary>
    public const int MaxRows = 200;

    private readonly List<LogRow> _rows = [];
    private readonly HashSet<object> _known = [];

    /// <summary>The lines as they are now; a list of its own, so that a table sees that it has changed.</summary>
    public IReadOnlyList<LogRow> Shown => [.. _rows];

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _rows.Count == 0;

    /// <summary>Whether old lines had to go, so that older ones are stored than are shown.</summary>
    public bool IsTrimmed { get; private set; }

    /// <summary>The key that the next older page lies below; null where every line came live.</summary>
    public long? OldestId => _rows.LastOrDefault(row => row.Id is not null)?.Id;

    /// <summary>Shows a page of the history in place of what was shown.</summary>
    public void Show(IEnumerable<TrafficRow> page)
    {
        _rows.Clear();
        _known.Clear();
        IsTrimmed = false;
        foreach (TrafficRow stored in page)
        {
            var row = new LogRow(stored.Id, stored.Record);
            if (_known.Add(row.Identity))
            {
                _rows.Add(row);
            }
        }
    }

    /// <summary>Puts a record on top, or a tunnel's end in the place of its opening; false when it is there already.</summary>
    public bool AddNewest(TrafficRecord record)
    {
        var row = new LogRow(null, record);
        if (!_known.Add(row.Identity))
        {
            return TryComplete(row);
        }

        _rows.Insert(0, row);
        while (_rows.Count > MaxRows)
        {
            _known.Remove(_rows[^1].Identity);
            _rows.RemoveAt(_rows.Count - 1);
            IsTrimmed = true;
        }

        return true;
    }

    private bool TryComplete(LogRow ended)
    {
        int place = ended.Record.IsOpen ? -1 : _rows.FindIndex(row => row.Record.IsOpen && row.Identity == ended.Identity);
        if (place < 0)
        {
            return false;
        }

        _rows[place] = ended with { Id = _rows[place].Id };
        return true;
    }
}
