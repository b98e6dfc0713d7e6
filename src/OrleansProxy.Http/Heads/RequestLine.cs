namespace OrleansProxy.Http.Heads;

/// <summary>Parses the first line of a request (RFC 9112 §3): method, one space, target, one space, version.</summary>
internal static class RequestLine
{
    private const int MaxMethodLength = 64;

    /// <summary>Parses the line at the start of the head's bytes.</summary>
    public static HttpFault Parse(RequestHead head, out int fieldsStart)
    {
        ReadOnlySpan<byte> bytes = head.Bytes;
        int lineLength = bytes.IndexOf((byte)'\r');
        fieldsStart = lineLength + 2;
        if (bytes[lineLength + 1] != '\n')
        {
            return HttpFault.BadRequest("The request line has a CR without LF.");
        }

        ReadOnlySpan<byte> line = bytes[..lineLength];
        int methodLength = line.IndexOf((byte)' ');
        if (methodLength is < 1 or > MaxMethodLength || !Octets.IsToken(line[..methodLength]))
        {
            return HttpFault.BadRequest("The request line does not begin with a method and one space.");
        }

        ReadOnlySpan<byte> rest = line[(methodLength + 1)..];
        int targetLength = rest.IndexOf((byte)' ');
        if (targetLength < 1 || rest[..targetLength].IndexOfAnyExcept(Octets.Target) >= 0)
        {
            return HttpFault.BadRequest("The request target is missing, or has a blank, a fragment or a character that is not visible ASCII.");
        }

        HttpFault fault = ParseVersion(rest[(targetLength + 1)..], out HttpVersion version);
        head.SetStartLine(methodLength, methodLength + 1, targetLength, version);
        return fault;
    }

    /// <summary>Whether what has come so far can no longer become a head that is allowed.</summary>
    public static HttpFault FaultOfPartial(ReadOnlySpan<byte> octets, HeadLimits limits)
    {
        if (octets.IsEmpty || octets is [(byte)'\r'])
        {
            return HttpFault.None;
        }

        if (!Octets.IsToken(octets[..1]))
        {
            return HttpFault.BadRequest("This is not HTTP: the proxy port takes HTTP/1.1 and HTTP/1.0 only, without TLS or SOCKS.");
        }

        if (PartialHead.HasBareLineFeed(octets))
        {
            return HttpFault.BadRequest("A line of the head does not end in CR LF.");
        }

        if (octets.Length < limits.MaxBytes)
        {
            return HttpFault.None;
        }

        return octets[..limits.MaxBytes].Contains((byte)'\n')
            ? new HttpFault(431, "The head of the request is longer than Proxy:MaxHeadBytes allows.")
            : new HttpFault(414, "The request target is longer than Proxy:MaxHeadBytes allows.");
    }

    private static HttpFault ParseVersion(ReadOnlySpan<byte> text, out HttpVersion version)
    {
        version = text.SequenceEqual("HTTP/1.1"u8) ? HttpVersion.Http11 : HttpVersion.Http10;
        if (version is HttpVersion.Http11 || text.SequenceEqual("HTTP/1.0"u8))
        {
            return HttpFault.None;
        }

        bool isVersion = text.Length == 8 && text.StartsWith("HTTP/"u8)
            && Octets.IsDigit(text[5]) && text[6] == '.' && Octets.IsDigit(text[7]);
        return isVersion
            ? new HttpFault(505, "Only HTTP/1.1 and HTTP/1.0 are spoken here.")
            : HttpFault.BadRequest("The request line does not end in one space and a version.");
    }
}
