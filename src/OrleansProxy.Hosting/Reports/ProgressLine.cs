using System.Globalization;
using OrleansProxy.Traffic.Export;
using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Reports;

namespace OrleansProxy.Hosting.Reports;

/// <summary>
/// One line on a terminal that says how far an export is, by the time of the rows between the first and the end: how many there are to
/// come nobody has counted. For one thread at a time.
/// </summary>
internal sealed class ProgressLine : IProgress<ExportProgress>
{
    private const int Cells = 24;
    private const string ClearLine = "\r\e[K";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly TextWriter _terminal;
    private readonly TimeProvider _time;
    private readonly DateTimeOffset _end;
    private DateTimeOffset? _first;
    private long _shownAt;
    private bool _isShown;

    /// <summary>Shows nothing yet.</summary>
    /// <param name="terminal">The terminal.</param>
    /// <param name="range">The range of the rows; an end that is still to come counts as now.</param>
    /// <param name="time">The clock.</param>
    public ProgressLine(TextWriter terminal, TimeRange range, TimeProvider time)
    {
        _terminal = terminal;
        _time = time;
        DateTimeOffset now = time.GetUtcNow();
        _end = range.To < now ? range.To : now;
        _shownAt = time.GetTimestamp();
    }

    /// <inheritdoc />
    public void Report(ExportProgress value)
    {
        _first ??= value.Reached;
        if (_time.GetElapsedTime(_shownAt) < Pause)
        {
            return;
        }

        _shownAt = _time.GetTimestamp();
        _isShown = true;
        double share = _end > _first ? Math.Clamp((value.Reached - _first.Value) / (_end - _first.Value), 0, 1) : 1;
        int filled = (int)(share * Cells);
        _terminal.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{ClearLine}[{new string('#', filled)}{new string('.', Cells - filled)}] {100 * share,3:0} %  {Quantity.Count(value.Rows)} rows, {Quantity.Bytes(value.Bytes)}"));
        _terminal.Flush();
    }

    /// <summary>Takes the line away, where there is one.</summary>
    public void Clear()
    {
        if (_isShown)
        {
            _isShown = false;
            _terminal.Write(ClearLine);
            _terminal.Flush();
        }
    }
}
