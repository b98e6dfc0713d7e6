using BenchmarkDotNet.Attributes;
using OrleansProxy.Http.Heads;

namespace OrleansProxy.Benchmarks.Http;

/// <summary>A head as a browser sends it and one as a server answers, from octets to fields.</summary>
public class HeadParsing
{
    private static readonly byte[] Request =
    [
        .. "GET http://www.example.com/articles/2026/03/index.html?from=start&page=2 HTTP/1.1\r\n"u8,
        .. "Host: www.example.com\r\nProxy-Connection: keep-alive\r\nUpgrade-Insecure-Requests: 1\r\n"u8,
        .. "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36\r\n"u8,
        .. "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8\r\n"u8,
        .. "Accept-Encoding: gzip, deflate\r\nAccept-Language: en-GB,en;q=0.9,de;q=0.8\r\n"u8,
        .. "Cookie: session=0123456789abcdef0123456789abcdef; theme=dark; consent=all\r\n"u8,
        .. "If-None-Match: \"5f3a-61c9d1b2c4d80\"\r\nIf-Modified-Since: Sun, 01 Mar 2026 12:00:00 GMT\r\n\r\n"u8,
    ];

    private static readonly byte[] Response =
    [
        .. "HTTP/1.1 200 OK\r\nDate: Sun, 01 Mar 2026 12:00:00 GMT\r\nServer: Apache/2.4.62\r\n"u8,
        .. "Last-Modified: Sat, 28 Feb 2026 08:30:00 GMT\r\nETag: \"5f3a-61c9d1b2c4d80\"\r\nAccept-Ranges: bytes\r\n"u8,
        .. "Content-Length: 24378\r\nCache-Control: max-age=3600, public\r\nVary: Accept-Encoding\r\n"u8,
        .. "Content-Type: text/html; charset=utf-8\r\nKeep-Alive: timeout=5, max=100\r\nConnection: Keep-Alive\r\n\r\n"u8,
    ];

    private readonly HeadLimits _limits = new(32_768, 100);
    private readonly RequestHead _request = new();
    private readonly ResponseHead _response = new();

    [Benchmark]
    public HeadProgress Request_of_a_browser() => HeadParser.ParseRequest(Request, _limits, _request).Progress;

    [Benchmark]
    public HeadProgress Response_of_a_server() => HeadParser.ParseResponse(Response, _limits, _response).Progress;
}
