using System.Globalization;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.AccessLog;

/// <summary>What a request asked for, as a log names it.</summary>
internal static class LogTarget
{
    private const int HttpPort = 80;

    /// <summary>The URL of a request, <c>host:port</c> of a tunnel, "-" where no target could be read.</summary>
    public static string Of(TrafficRecord record)
    {
        if (record.Host.Length == 0)
        {
            return record.PathAndQuery.Length == 0 ? "-" : record.PathAndQuery;
        }

        string host = record.Host.Contains(':', StringComparison.Ordinal) ? $"[{record.Host}]" : record.Host;
        string withPort = string.Create(CultureInfo.InvariantCulture, $"{host}:{record.Port}");
        return record.Scheme == "connect"
            ? withPort
            : $"{record.Scheme}://{(record.Port == HttpPort ? host : withPort)}{record.PathAndQuery}";
    }
}
