namespace OrleansProxy.Http.Heads;

/// <summary>Parses the first line of a response (RFC 9112 §4): version, space, three digits, and a reason that may be missing.</summary>
internal static class StatusLine
{
    private const int ShortestLength = 12;

    /// <summary>Parses the line at the start of the head's bytes.</summary>
    public static HttpFault Parse(ResponseHead head, out int fieldsStart)
    {
        ReadOnlySpan<byte> bytes = head.Bytes;
        int lineLength = bytes.IndexOf((byte)'\r');
        fieldsStart = lineLength + 2;
        ReadOnlySpan<byte> line = bytes[..lineLength];
        if (bytes[lineLength + 1] != '\n' || !TryVersion(line, out HttpVersion version))
        {
            return HttpFault.BadGateway("The origin's answer is not HTTP/1.1 or HTTP/1.0.");
        }

        bool threeDigits = line.Length >= ShortestLength
            && line[8] == ' '
            && line[9..ShortestLength].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
            && line[9] != '0'
            && (line.Length == ShortestLength || line[ShortestLength] == ' ');
        if (!threeDigits)
        {
            return HttpFault.BadGateway("The origin's answer has a status that is not three digits.");
        }

        int reasonStart = Math.Min(ShortestLength + 1, line.Length);
        if (line[reasonStart..].IndexOfAny(Octets.NotInValue) >= 0)
        {
            return HttpFault.BadGateway("The origin's answer has a control character in its reason phrase.");
        }

        int status = ((line[9] - '0') * 100) + ((line[10] - '0') * 10) + (line[11] - '0');
        head.SetStartLine(status, reasonStart, line.Length - reasonStart, version);
        return HttpFault.None;
    }

    /// <summary>Whether what has come so far can no longer become a head that is allowed.</summary>
    public static HttpFault FaultOfPartial(ReadOnlySpan<byte> octets, HeadLimits limits)
    {
        ReadOnlySpan<byte> start = "HTTP/1."u8;
        int comparable = Math.Min(start.Length, octets.Length);
        if (!octets[..comparable].SequenceEqual(start[..comparable]))
        {
            return HttpFault.BadGateway("The origin's answer is not HTTP/1.1 or HTTP/1.0.");
        }

        if (PartialHead.HasBareLineFeed(octets))
        {
            return HttpFault.BadGateway("A line of the origin's head does not end in CR LF.");
        }

        return octets.Length < limits.MaxBytes
            ? HttpFault.None
            : HttpFault.BadGateway("The head of the origin's answer is longer than Proxy:MaxHeadBytes allows.");
    }

    private static bool TryVersion(ReadOnlySpan<byte> line, out HttpVersion version)
    {
        version = line.StartsWith("HTTP/1.1"u8) ? HttpVersion.Http11 : HttpVersion.Http10;
        return version is HttpVersion.Http11 || line.StartsWith("HTTP/1.0"u8);
    }
}
