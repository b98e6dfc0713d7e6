using OrleansProxy.Traffic.History;

namespace OrleansProxy.Traffic.Export;

/// <summary>Writes rows as lines of one format. For one thread at a time.</summary>
internal interface IRowWriter
{
    /// <summary>What comes before the first row, if the format has anything there.</summary>
    void Begin();

    /// <summary>A row and the end of its line.</summary>
    void Write(TrafficRow row);
}
