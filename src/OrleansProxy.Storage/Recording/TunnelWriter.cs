using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Recording;

/// <summary>
/// Writes the records of tunnels, of which each can have several: it opens, grows and ends. The request is counted once, when it
/// began; what it carried is counted when it came, so that a download of hours is no minute's spike. For the writer alone.
/// </summary>
internal sealed class TunnelWriter : IDisposable
{
    /// <summary>Microseconds by which a tunnel is longer when its row is written anew while it stands.</summary>
    private const long RowInterval = UnixTime.Minute;

    private readonly OpenTunnels _open;
    private readonly TrafficInsert _insert;
    private readonly TrafficRollups _rollups;
    private readonly TunnelRows _rows;

    /// <summary>Prepares the statements.</summary>
    public TunnelWriter(
        SqliteConnection connection, TrafficNames names, OpenTunnels open, TrafficInsert insert, TrafficRollups rollups)
    {
        _open = open;
        _insert = insert;
        _rollups = rollups;
        _rows = new TunnelRows(connection, names);
    }

    /// <summary>Writes a record of a tunnel, within the transaction that is open.</summary>
    public void Write(TrafficRecord record, in RollupSubject subject)
    {
        if ((_open.Find(record.TunnelId) ?? FindRow(record.TunnelId)) is { } known)
        {
            Grow(known, record);
        }
        else
        {
            Begin(record, subject);
        }
    }

    public void Dispose() => _rows.Dispose();

    private static long EndOf(TrafficRecord record) => TrafficInsert.InstantOf(record) + UnixTime.Microseconds(record.Duration);

    private OpenTunnel? FindRow(long tunnel) => _open.HasOverflowed ? _rows.Find(tunnel) : null;

    private void Begin(TrafficRecord record, in RollupSubject subject)
    {
        long id = AddRow(record, subject);
        Growth request = default, volume = default;
        request.AddRequest(record);
        volume.AddVolume(record);
        _rollups.Add(subject, TrafficInsert.InstantOf(record), request);
        _rollups.Add(subject, EndOf(record), volume);
        if (record.IsOpen && _open.CanKeep(record.TunnelId))
        {
            _open.Keep(record.TunnelId, new OpenTunnel(id, subject, 0, 0, 0, false, 0).After(record, isRowWritten: true));
        }
    }

    /// <summary>Adds the row; its key, if more of the tunnel is to come.</summary>
    private long AddRow(TrafficRecord record, in RollupSubject subject)
    {
        if (record.IsOnlySummed)
        {
            return OpenTunnel.NoRow;
        }

        if (record.IsOpen)
        {
            return _insert.Add(record, subject.Client, subject.Host);
        }

        _insert.AddLater(record, subject.Client, subject.Host);
        return OpenTunnel.NoRow;
    }

    private void Grow(OpenTunnel known, TrafficRecord record)
    {
        _rollups.Add(known.Subject, EndOf(record), known.GrowthTo(record));
        Growth firstByte = default;
        if (!known.HasFirstByte && firstByte.AddFirstByte(record))
        {
            _rollups.Add(known.Subject, TrafficInsert.InstantOf(record), firstByte);
        }

        bool isKept = record.IsOpen && _open.CanKeep(record.TunnelId);
        bool isRowDue = !isKept || UnixTime.Microseconds(record.Duration) - known.RowDuration >= RowInterval;
        if (isRowDue && known.RowId != OpenTunnel.NoRow)
        {
            _rows.Write(known.RowId, record);
        }

        if (isKept)
        {
            _open.Keep(record.TunnelId, known.After(record, isRowDue));
        }
        else if (!record.IsOpen)
        {
            _open.Forget(record.TunnelId);
        }
    }
}
