using FsCheck;
using FsCheck.Fluent;

namespace OrleansProxy.Http.Tests;

/// <summary>Generators of messages: nearly valid ones, from parts that parsers are known to disagree about, and damaged ones.</summary>
internal static class Messages
{
    private const string Interesting = "\0\t\n\r\n\r \"#%()*,-./0159:;<=>?@AFHTXYZ[\\]_aefhx\u007f\u0080\u00a0\u00ff";

    private static readonly Gen<string> FieldName = Gen.Elements(
        "Host", "Content-Length", "content-length", "Transfer-Encoding", "Connection", "Proxy-Connection", "Keep-Alive", "TE",
        "Via", "Upgrade", "A", "a", "X-Y", "Cookie", "Set-Cookie", "Proxy-Authorization", "!#$%&'*+-.^_`|~");

    private static readonly Gen<string> FieldValue = Gen.Elements(
        "", "0", "5", "05", "5, 5", "chunked", "Chunked", "gzip, chunked", "close", "keep-alive", "close, A, x-y", "Host, Cookie",
        "a", "example.com", "a:80", "[::1]", "1.1 us", "1.0 p (a, b), 1.1 us", "\"a,b\",c", "b \t c", "\u0080\u00ff", "trailers", "\\");

    private static readonly Gen<string> FieldLine =
        from name in FieldName
        from before in Gen.Elements("", " ", "\t", " \t ")
        from value in FieldValue
        from after in Gen.Elements("", "", " ", "\t")
        select $"{name}:{before}{value}{after}\r\n";

    private static readonly Gen<string> FieldLines = FieldLine.ListOf().Resize(6).Select(string.Concat);

    private static readonly Gen<string> Framing = Gen.Elements(
        "", "", "Content-Length: 5\r\n", "Transfer-Encoding: chunked\r\n", "Content-Length: 0\r\n", "Content-Length: 5\r\n");

    private static readonly Gen<string> ChunkExtension = Gen.Elements("", "", "", ";", ";a", ";a=b", "; a=\"b,c\"\t");

    private static readonly Gen<byte> Octet = Gen.Frequency(
        (4, Gen.Elements(Wire.Octets(Interesting))),
        (1, Gen.Choose(0, 255).Select(octet => (byte)octet)));

    private static readonly Gen<string> Chunk =
        from data in Gen.Elements("a", "\r\n", "0\r\n\r\n", "hello", "0123456789abcdef", "\0\u00ff")
        from zeros in Gen.Elements("", "", "0", "00000000")
        from extension in ChunkExtension
        select $"{zeros}{data.Length:x}{extension}\r\n{data}\r\n";

    private static readonly Gen<Func<byte[], byte[]>> Edit =
        from kind in Gen.Choose(0, 4)
        from place in Gen.Choose(0, 1_000_000)
        from length in Gen.Choose(1, 6)
        from octet in Octet
        select (Func<byte[], byte[]>)(octets =>
        {
            int at = octets.Length == 0 ? 0 : place % octets.Length;
            int end = Math.Min(octets.Length, at + length);
            return kind switch
            {
                0 => [.. octets[..at], octet, .. octets[at..]],
                1 when at < octets.Length => [.. octets[..at], octet, .. octets[(at + 1)..]],
                2 => [.. octets[..at], .. octets[end..]],
                3 => [.. octets[..end], .. octets[at..]],
                _ => octets[..at],
            };
        });

    /// <summary>Targets of every form, most of them valid.</summary>
    public static Gen<string> Target { get; } =
        from scheme in Gen.Elements("http://", "http://", "http://", "HTTP://", "https://", "", "/")
        from host in Gen.Elements(
            "example.com", "Example.COM.", "a_b", "127.0.0.1", "127.1", "0x7f.1", "[::1]", "[2001:DB8::0:1]", "[::ffff:1.2.3.4]", "*",
            "[1:2:3:4:5:6:7:8]", "[::1%25a]", "xn--a", "u@h", "", "%65x%2Ecom", "b%C3%BCcher.de", "B%C3%9C%E3%80%82de", "%C3.de")
        from port in Gen.Elements("", "", "", ":80", ":8080", ":0", ":65535", ":65536", ":", ":080")
        from path in Gen.Elements("", "/", "/a/../b?c=d", "?q", "/\"<>|{}", "/#f", "//x")
        select scheme + host + port + path;

    /// <summary>Whole requests whose lines are in order, though their fields may contradict each other.</summary>
    public static Gen<string> Request { get; } =
        from method in Gen.Elements("GET", "POST", "OPTIONS", "CONNECT", "HEAD", "M-SEARCH")
        from target in Gen.Frequency((1, Target), (3, Gen.Elements("http://example.com/", "http://a:81?b", "HTTP://[::1]/c")))
        from version in Gen.Frequency((6, Gen.Constant("HTTP/1.1")), (1, Gen.Elements("HTTP/1.0", "HTTP/2.0")))
        from before in FieldLines
        from host in Gen.Elements("Host: a\r\n", "Host: a\r\n", "")
        from framing in Framing
        from after in FieldLines
        select $"{method} {target} {version}\r\n{before}{host}{framing}{after}\r\n";

    /// <summary>Whole answers whose lines are in order, though their fields may contradict each other.</summary>
    public static Gen<string> Response { get; } =
        from version in Gen.Elements("HTTP/1.1", "HTTP/1.1", "HTTP/1.0")
        from status in Gen.Elements("200", "204", "304", "404", "100", "999", "099")
        from reason in Gen.Elements("", " ", " OK", " Not \t Found ", " \u00e9")
        from fields in FieldLines
        from framing in Framing
        select $"{version} {status}{reason}\r\n{fields}{framing}\r\n";

    /// <summary>Whole chunked bodies, with something of the next message after some.</summary>
    public static Gen<string> ChunkedBody { get; } =
        from chunks in Chunk.ListOf().Resize(6)
        from zeros in Gen.Elements("0", "0", "000")
        from extension in ChunkExtension
        from trailers in Gen.Elements("", "", "A: b\r\n", "A:\r\nB-c: \td\u00e9\r\n")
        from next in Gen.Elements("", "", "GET / HTTP/1.1\r\n", "0\r\n\r\n")
        select $"{string.Concat(chunks)}{zeros}{extension}\r\n{trailers}\r\n{next}";

    /// <summary>Octets that parsers stumble over, in no order.</summary>
    public static Gen<byte[]> Noise { get; } = Octet.ArrayOf();

    /// <summary>Where input is cut into parts: the lengths of the parts.</summary>
    public static Gen<int[]> Cuts { get; } = Gen.Choose(1, 20).ArrayOf();

    /// <summary>The texts as octets, half of them damaged in up to four places.</summary>
    public static Gen<byte[]> Damaged(this Gen<string> texts) =>
        from text in texts
        from count in Gen.Frequency((4, Gen.Constant(0)), (4, Gen.Choose(1, 4)))
        from edits in Edit.ArrayOf(count)
        select edits.Aggregate(Wire.Octets(text), (octets, edit) => edit(octets));
}
