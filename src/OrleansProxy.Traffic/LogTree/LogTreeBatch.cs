using System.Globalization;
using OrleansProxy.Traffic.AccessLog;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.LogTree;

/// <summary>Knows which file of the tree a record goes to, and writes those of one file together. For one thread at a time.</summary>
/// <param name="folder">The folder of the tree.</param>
/// <param name="mostHosts">Hosts a day that get a folder of their own.</param>
/// <param name="time">Knows the local time.</param>
internal sealed class LogTreeBatch(string folder, int mostHosts, TimeProvider time)
{
    private const int WriteBytes = 128 * 1024; // bounds the buffer, whatever clients send

    private readonly HostFiles _traffic = new(Path.Combine(folder, "Website Traffic"), mostHosts);
    private readonly string _blocked = Path.Combine(folder, "Blocked Logs");
    private readonly LogBuffer _lines = new();

    /// <summary>The file of a record: by the day on which it began, local time.</summary>
    public string PathOf(TrafficRecord record)
    {
        var date = DateOnly.FromDateTime(Local(record).DateTime);
        return record.Result is TrafficResult.Blocked
            ? Path.Combine(_blocked, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + ".jsonl")
            : _traffic.PathOf(record.Host, date);
    }

    /// <summary>Appends the lines of records whose file this is.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Write(string path, IEnumerable<TrafficRecord> records)
    {
        _lines.Clear();
        foreach (TrafficRecord record in records)
        {
            if (record.Result is TrafficResult.Blocked)
            {
                LogTreeLines.AppendBlocked(_lines, record, Local(record));
            }
            else
            {
                LogTreeLines.AppendTraffic(_lines, record, Local(record));
            }

            if (_lines.Length >= WriteBytes)
            {
                TreeFile.Append(path, _lines.Written);
                _lines.Clear();
            }
        }

        if (_lines.Length > 0)
        {
            TreeFile.Append(path, _lines.Written);
        }
    }

    private DateTimeOffset Local(TrafficRecord record) => TimeZoneInfo.ConvertTime(record.Timestamp, time.LocalTimeZone);
}
