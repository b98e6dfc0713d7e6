using System.Text;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.AccessLog;

/// <summary>Writes a record as one line, whatever bytes its request held.</summary>
internal interface IAccessLogFormat
{
    /// <summary>Appends the line and its "\n".</summary>
    void Append(TrafficRecord record, StringBuilder output);
}
