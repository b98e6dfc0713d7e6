using OrleansProxy.Storage.Sqlite;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Recording;

/// <summary>A tunnel that stands, as far as it has been written. Immutable.</summary>
/// <param name="RowId">The key of its row, or <see cref="NoRow"/>.</param>
/// <param name="Subject">Whom it is counted for, as it was at its opening.</param>
/// <param name="BytesSent">Bytes to the client that the rollups have.</param>
/// <param name="BytesReceived">Bytes from the client that the rollups have.</param>
/// <param name="Duration">Microseconds that the rollups have.</param>
/// <param name="HasFirstByte">Whether the rollups have its time to first byte.</param>
/// <param name="RowDuration">Microseconds that its row has.</param>
internal sealed record OpenTunnel(
    long RowId, RollupSubject Subject, long BytesSent, long BytesReceived, long Duration, bool HasFirstByte, long RowDuration)
{
    /// <summary>The key of what is only summed.</summary>
    public const long NoRow = -1;

    /// <summary>The same after a record has been added to the rollups.</summary>
    public OpenTunnel After(TrafficRecord record, bool isRowWritten)
    {
        long duration = UnixTime.Microseconds(record.Duration);
        return this with
        {
            BytesSent = record.BytesSent,
            BytesReceived = record.BytesReceived,
            Duration = duration,
            HasFirstByte = HasFirstByte || record.TimeToFirstByte is not null,
            RowDuration = isRowWritten ? duration : RowDuration,
        };
    }

    /// <summary>What a record has more than the rollups, besides its time to first byte.</summary>
    public Growth GrowthTo(TrafficRecord record) => new()
    {
        BytesSent = record.BytesSent - BytesSent,
        BytesReceived = record.BytesReceived - BytesReceived,
        Duration = UnixTime.Microseconds(record.Duration) - Duration,
    };
}
