using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Recording;

/// <summary>A row of <c>traffic</c> that will be added at the end of its batch, in the order of instants, then of arrival.</summary>
/// <param name="Instant">When the request began, in microseconds.</param>
/// <param name="Arrival">Its place in the batch.</param>
/// <param name="Client">The client's key.</param>
/// <param name="Host">The host's key.</param>
/// <param name="Record">Everything else.</param>
internal readonly record struct WaitingRow(long Instant, int Arrival, long Client, long Host, TrafficRecord Record)
    : IComparable<WaitingRow>
{
    public int CompareTo(WaitingRow other) =>
        Instant != other.Instant ? Instant.CompareTo(other.Instant) : Arrival.CompareTo(other.Arrival);
}
