using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.Recording;

/// <summary>The durable home of traffic records, written by one writer in batches.</summary>
public interface ITrafficStore
{
    /// <summary>
    /// Writes the batch and its rollups in one transaction: all of it or nothing. A record that is only summed
    /// (<see cref="TrafficRecord.IsOnlySummed"/>) makes no row, its tunnel neither. What an open tunnel has carried since the record
    /// before goes to the rollups of the minute at which it was told.
    /// </summary>
    /// <exception cref="TrafficStoreException">The store is locked, full or gone; the caller keeps or drops the batch.</exception>
    /// <exception cref="InvalidDataException">The batch itself cannot be stored, ever; the caller drops it.</exception>
    Task WriteAsync(IReadOnlyList<TrafficRecord> batch, CancellationToken cancellationToken);
}
