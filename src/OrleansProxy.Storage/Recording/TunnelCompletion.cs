using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Recording;

/// <summary>The prepared statement that completes the row of a tunnel that has ended. For the writer alone.</summary>
internal sealed class TunnelCompletion : IDisposable
{
    private readonly PreparedStatement _update;

    /// <summary>Prepares the statement.</summary>
    public TunnelCompletion(SqliteConnection connection)
    {
        _update = new PreparedStatement(connection, """
            UPDATE traffic SET tunnel = NULL, status = ?, bytes_sent = ?, bytes_received = ?, duration_us = ?, ttfb_us = ?, error = ?
            WHERE tunnel = ?
            """);
    }

    /// <summary>Completes the row; false when there is none, because its opening was never stored.</summary>
    public bool TryComplete(TrafficRecord ended)
    {
        int i = 0;
        _update.Bind(++i, ended.Status);
        _update.Bind(++i, ended.BytesSent);
        _update.Bind(++i, ended.BytesReceived);
        _update.Bind(++i, UnixTime.Microseconds(ended.Duration));
        _update.Bind(++i, UnixTime.Microseconds(ended.TimeToFirstByte));
        _update.Bind(++i, ended.Error);
        _update.Bind(++i, ended.TunnelId);
        return _update.Execute() > 0;
    }

    public void Dispose() => _update.Dispose();
}
