using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.AccessLog;

/// <summary>Writes a record as one line, whatever bytes its request held. For one thread at a time.</summary>
internal interface IAccessLogFormat
{
    /// <summary>Appends the line and its "\n".</summary>
    void Append(TrafficRecord record, LogBuffer output);
}
