using System.Buffers;

namespace OrleansProxy.Http.Heads;

/// <summary>Parses the first line of a request (RFC 9112 §3): method, one space, target, one space, version.</summary>
internal static class RequestLine
{
    private const int MaxMethodLength = 64;

    private static readonly SearchValues<byte> VersionOctets = SearchValues.Create("0123456789."u8);

    private static readonly HttpFault NotAMethod =
        HttpFault.BadRequest("The request line does not begin with a method and one space.");

    /// <summary>Parses the line at the start of the head's bytes.</summary>
    /// <param name="head">The head, loaded with what has come; its next line is set when this one has its end.</param>
    /// <param name="seen">How many octets of it have been looked at before, without an end of the line among them.</param>
    public static HttpFault Parse(RequestHead head, int seen)
    {
        ReadOnlySpan<byte> bytes = head.Bytes;
        int lineFeed = LineEnd.Find(bytes, seen);
        head.NextLine = lineFeed + 1;
        if (!bytes.IsEmpty && bytes[0] != '\r' && !Octets.Token.Contains(bytes[0]))
        {
            return HttpFault.BadRequest(
                "This is not HTTP: the proxy port takes HTTP/1.1 and HTTP/1.0 only, without TLS or SOCKS.");
        }

        if (lineFeed < 0)
        {
            return FaultOfUnfinished(bytes, seen);
        }

        return lineFeed > 0 && bytes[lineFeed - 1] == '\r'
            ? ParseLine(head, bytes[..(lineFeed - 1)])
            : HttpFault.BadRequest("The request line does not end in CR LF.");
    }

    private static HttpFault ParseLine(RequestHead head, ReadOnlySpan<byte> line)
    {
        int methodLength = line.IndexOf((byte)' ');
        if (methodLength is < 1 or > MaxMethodLength || !Octets.IsToken(line[..methodLength]))
        {
            return NotAMethod;
        }

        ReadOnlySpan<byte> rest = line[(methodLength + 1)..];
        int targetLength = rest.IndexOf((byte)' ');
        if (targetLength < 1 || rest[..targetLength].IndexOfAnyExcept(Octets.Target) >= 0)
        {
            return HttpFault.BadRequest(
                "The request target is missing, or has a blank, a fragment or a character that is not visible ASCII.");
        }

        HttpFault fault = ParseVersion(rest[(targetLength + 1)..], out HttpVersion version);
        head.SetStartLine(methodLength, methodLength + 1, targetLength, version);
        return fault;
    }

    private static HttpFault FaultOfUnfinished(ReadOnlySpan<byte> line, int seen)
    {
        if (LineEnd.IsImpossible(line, seen))
        {
            return HttpFault.BadRequest("The request line has a control character.");
        }

        return line.Length > MaxMethodLength && !line[..(MaxMethodLength + 1)].Contains((byte)' ') ? NotAMethod : HttpFault.None;
    }

    private static HttpFault ParseVersion(ReadOnlySpan<byte> text, out HttpVersion version)
    {
        version = text.SequenceEqual("HTTP/1.1"u8) ? HttpVersion.Http11 : HttpVersion.Http10;
        if (version is HttpVersion.Http11 || text.SequenceEqual("HTTP/1.0"u8))
        {
            return HttpFault.None;
        }

        bool isVersion = text.Length > 5 && text.StartsWith("HTTP/"u8) && text[5..].IndexOfAnyExcept(VersionOctets) < 0;
        return isVersion
            ? new HttpFault(505, "Only HTTP/1.1 and HTTP/1.0 are spoken here.")
            : HttpFault.BadRequest("The request line does not end in one space and a version.");
    }
}
