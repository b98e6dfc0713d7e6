using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Recording;

/// <summary>The prepared statements that write the row of a tunnel anew, and find it. For the writer alone.</summary>
internal sealed class TunnelRows : IDisposable
{
    private readonly TrafficNames _names;
    private readonly PreparedStatement _update, _find;

    /// <summary>Prepares the statements.</summary>
    public TunnelRows(SqliteConnection connection, TrafficNames names)
    {
        _names = names;
        _update = new PreparedStatement(connection, """
            UPDATE traffic SET tunnel = ?, bytes_sent = ?, bytes_received = ?, duration_us = ?, ttfb_us = ?, error_id = ? WHERE id = ?
            """);
        _find = new PreparedStatement(connection, """
            SELECT t.id, t.client_id, t.host_id, k.result, k.status, t.bytes_sent, t.bytes_received, t.duration_us, t.ttfb_us
            FROM traffic t JOIN kind k ON k.id = t.kind_id WHERE t.tunnel = ?
            """);
    }

    /// <summary>Writes the row as the record has it, which may be its last.</summary>
    public void Write(long rowId, TrafficRecord record)
    {
        int i = 0;
        _update.Bind(++i, record.IsOpen ? record.TunnelId : (long?)null);
        _update.Bind(++i, record.BytesSent);
        _update.Bind(++i, record.BytesReceived);
        _update.Bind(++i, UnixTime.Microseconds(record.Duration));
        _update.Bind(++i, UnixTime.Microseconds(record.TimeToFirstByte));
        _update.Bind(++i, _names.Errors.GetOrNull(record.Error));
        _update.Bind(++i, rowId);
        _update.Execute();
    }

    /// <summary>A tunnel whose row was written with every record, so that the rollups have what the row has; null when there is none.</summary>
    public OpenTunnel? Find(long tunnel)
    {
        _find.Bind(1, tunnel);
        if (!_find.Read())
        {
            return null;
        }

        var subject = new RollupSubject(
            _find.Number(1), _find.Number(2), (TrafficResult)_find.Number(3), (int)_find.Number(4));
        var found = new OpenTunnel(
            _find.Number(0), subject, _find.Number(5), _find.Number(6), _find.Number(7), !_find.IsNull(8), _find.Number(7));
        _find.Rewind();
        return found;
    }

    public void Dispose()
    {
        _update.Dispose();
        _find.Dispose();
    }
}
