using System.Globalization;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.AccessLog;

/// <summary>What a request asked for, as a log names it, in a buffer of its own. For one thread at a time.</summary>
internal sealed class LogTarget
{
    private const int HttpPort = 80;
    private const int LongestFrame = 16; // "://", "[]", ":65535"

    private char[] _text = new char[256];
    private int _length;

    /// <summary>
    /// The URL of a request, <c>host:port</c> of a tunnel, "-" where no target could be read. It holds until the next call.
    /// </summary>
    public ReadOnlySpan<char> Of(TrafficRecord record)
    {
        if (record.Host.Length == 0)
        {
            return record.PathAndQuery.Length == 0 ? "-" : record.PathAndQuery;
        }

        Begin(record.Scheme.Length + record.Host.Length + record.PathAndQuery.Length + LongestFrame);
        bool isTunnel = record.Scheme == "connect";
        if (!isTunnel)
        {
            Append(record.Scheme);
            Append("://");
        }

        AppendHost(record.Host);
        if (isTunnel || record.Port != HttpPort)
        {
            Append(":");
            AppendPort(record.Port);
        }

        Append(isTunnel ? "" : record.PathAndQuery);
        return _text.AsSpan(0, _length);
    }

    private void Begin(int most)
    {
        _length = 0;
        if (_text.Length < most)
        {
            _text = new char[most];
        }
    }

    private void AppendHost(string host)
    {
        bool isIPv6 = host.Contains(':', StringComparison.Ordinal);
        Append(isIPv6 ? "[" : "");
        Append(host);
        Append(isIPv6 ? "]" : "");
    }

    private void AppendPort(int port)
    {
        port.TryFormat(_text.AsSpan(_length), out int written, default, CultureInfo.InvariantCulture);
        _length += written;
    }

    private void Append(string text)
    {
        text.CopyTo(_text.AsSpan(_length));
        _length += text.Length;
    }
}
