using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.Recording;

/// <summary>Takes traffic records off the request path. Implementations are thread-safe.</summary>
public interface ITrafficSink
{
    /// <summary>Hands one record over. Never blocks and never throws; what cannot be kept is dropped and counted.</summary>
    void Record(TrafficRecord record);

    /// <summary>Whether records are to come with <see cref="TrafficRecord.Heads"/>, which cost memory. Never changes. Default false.</summary>
    bool WantsHeads => false;
}
