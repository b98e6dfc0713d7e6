using Microsoft.Data.Sqlite;
using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Recording;

/// <summary>The prepared statement that completes the row of a tunnel that has ended. For the writer alone.</summary>
internal sealed class TunnelCompletion : IDisposable
{
    private readonly SqliteCommand _update;

    /// <summary>Prepares the statement.</summary>
    public TunnelCompletion(SqliteConnection connection)
    {
        _update = connection.CreateCommand();
        _update.CommandText = """
            UPDATE traffic SET tunnel = NULL, status = $status, bytes_sent = $sent, bytes_received = $received,
                duration_us = $duration, ttfb_us = $ttfb, error = $error
            WHERE tunnel = $tunnel
            """;
        foreach (string name in (string[])["$tunnel", "$status", "$sent", "$received", "$duration", "$ttfb", "$error"])
        {
            _update.Parameters.Add(new SqliteParameter { ParameterName = name });
        }
    }

    /// <summary>Completes the row; false when there is none, because its opening was never stored.</summary>
    public bool TryComplete(TrafficRecord ended, SqliteTransaction transaction)
    {
        _update.Transaction = transaction;
        SqliteParameterCollection parameters = _update.Parameters;
        parameters[0].Value = ended.TunnelId;
        parameters[1].Value = ended.Status;
        parameters[2].Value = ended.BytesSent;
        parameters[3].Value = ended.BytesReceived;
        parameters[4].Value = UnixTime.Microseconds(ended.Duration);
        parameters[5].Value = ended.TimeToFirstByte is { } first ? UnixTime.Microseconds(first) : DBNull.Value;
        parameters[6].Value = (object?)ended.Error ?? DBNull.Value;
        return _update.ExecuteNonQuery() > 0;
    }

    public void Dispose() => _update.Dispose();
}
