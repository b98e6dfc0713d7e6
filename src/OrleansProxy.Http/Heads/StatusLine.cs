namespace OrleansProxy.Http.Heads;

/// <summary>Parses the first line of a response (RFC 9112 §4): version, space, three digits, and a reason that may be missing.</summary>
internal static class StatusLine
{
    private const int ShortestLength = 12;

    private static readonly HttpFault NotHttp = HttpFault.BadGateway("The origin's answer is not HTTP/1.1 or HTTP/1.0.");

    /// <summary>Parses the line at the start of the head's bytes.</summary>
    /// <param name="head">The head, loaded with what has come; its next line is set when this one has its end.</param>
    /// <param name="seen">How many octets of it have been looked at before, without an end of the line among them.</param>
    public static HttpFault Parse(ResponseHead head, int seen)
    {
        ReadOnlySpan<byte> bytes = head.Bytes;
        int lineFeed = LineEnd.Find(bytes, seen);
        head.NextLine = lineFeed + 1;
        if (!MayBeHttp(bytes))
        {
            return NotHttp;
        }

        if (lineFeed < 0)
        {
            return LineEnd.IsImpossible(bytes, seen)
                ? HttpFault.BadGateway("The origin's answer has a control character in its first line.")
                : HttpFault.None;
        }

        return bytes[lineFeed - 1] == '\r'
            ? ParseLine(head, bytes[..(lineFeed - 1)])
            : HttpFault.BadGateway("A line of the origin's head does not end in CR LF.");
    }

    private static HttpFault ParseLine(ResponseHead head, ReadOnlySpan<byte> line)
    {
        bool threeDigits = line.Length >= ShortestLength
            && line[8] == ' '
            && line[9..ShortestLength].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
            && line[9] != '0'
            && (line.Length == ShortestLength || line[ShortestLength] == ' ');
        if (!threeDigits)
        {
            return HttpFault.BadGateway("The origin's answer has a status that is not three digits.");
        }

        if (line[7] is not ((byte)'0' or (byte)'1'))
        {
            return NotHttp;
        }

        int reasonStart = Math.Min(ShortestLength + 1, line.Length);
        if (line[reasonStart..].IndexOfAny(Octets.NotInValue) >= 0)
        {
            return HttpFault.BadGateway("The origin's answer has a control character in its reason phrase.");
        }

        int status = ((line[9] - '0') * 100) + ((line[10] - '0') * 10) + (line[11] - '0');
        HttpVersion version = line[7] == '1' ? HttpVersion.Http11 : HttpVersion.Http10;
        head.SetStartLine(status, reasonStart, line.Length - reasonStart, version);
        return HttpFault.None;
    }

    private static bool MayBeHttp(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> start = "HTTP/1."u8;
        int comparable = Math.Min(start.Length, bytes.Length);
        return bytes[..comparable].SequenceEqual(start[..comparable]);
    }
}
