namespace OrleansProxy.FrontEnd.Tests.OnTheWire;

/// <summary>First lines that are not a method, one space, a target, one space and a version that we speak; and what is not HTTP.</summary>
public sealed class RefusedRequestLineTests
{
    private const string Rest = "Host: {o}\r\n\r\n";

    public static TheoryData<string, int, string> Lines => new()
    {
        { "HTTP/0.9", 400, "GET http://{o}/\r\n" },
        { "HTTP/0.9 with a version", 505, "GET http://{o}/ HTTP/0.9\r\n" },
        { "HTTP/1.2", 505, "GET http://{o}/ HTTP/1.2\r\n" },
        { "HTTP/1.10", 505, "GET http://{o}/ HTTP/1.10\r\n" },
        { "HTTP/1.01", 505, "GET http://{o}/ HTTP/1.01\r\n" },
        { "HTTP/01.1", 505, "GET http://{o}/ HTTP/01.1\r\n" },
        { "HTTP/1", 505, "GET http://{o}/ HTTP/1\r\n" },
        { "HTTP/2", 505, "GET http://{o}/ HTTP/2\r\n" },
        { "HTTP/2.0", 505, "GET http://{o}/ HTTP/2.0\r\n" },
        { "HTTP/3.0", 505, "GET http://{o}/ HTTP/3.0\r\n" },
        { "HTTP/11.1", 505, "GET http://{o}/ HTTP/11.1\r\n" },
        { "lower-case version", 400, "GET http://{o}/ http/1.1\r\n" },
        { "mixed-case version", 400, "GET http://{o}/ Http/1.1\r\n" },
        { "signed version", 400, "GET http://{o}/ HTTP/+1.1\r\n" },
        { "version without numbers", 400, "GET http://{o}/ HTTP/\r\n" },
        { "another protocol", 400, "GET http://{o}/ HTTPS/1.1\r\n" },
        { "words after the version", 400, "GET http://{o}/ HTTP/1.1 x\r\n" },
        { "space after the version", 400, "GET http://{o}/ HTTP/1.1 \r\n" },
        { "tab after the version", 400, "GET http://{o}/ HTTP/1.1\t\r\n" },
        { "two versions", 400, "GET http://{o}/ HTTP/1.1 HTTP/1.1\r\n" },
        { "two spaces after the method", 400, "GET  http://{o}/ HTTP/1.1\r\n" },
        { "two spaces before the version", 400, "GET http://{o}/  HTTP/1.1\r\n" },
        { "tab after the method", 400, "GET\thttp://{o}/ HTTP/1.1\r\n" },
        { "tab before the version", 400, "GET http://{o}/\tHTTP/1.1\r\n" },
        { "VT as a separator", 400, "GET http://{o}/\u000bHTTP/1.1\r\n" },
        { "FF as a separator", 400, "GET\u000chttp://{o}/ HTTP/1.1\r\n" },
        { "CR as a separator", 400, "GET http://{o}/\rHTTP/1.1\r\n" },
        { "no-break space as a separator", 400, "GET http://{o}/\u00a0HTTP/1.1\r\n" },
        { "leading space", 400, " GET http://{o}/ HTTP/1.1\r\n" },
        { "leading tab", 400, "\tGET http://{o}/ HTTP/1.1\r\n" },
        { "leading LF", 400, "\nGET http://{o}/ HTTP/1.1\r\n" },
        { "leading CR", 400, "\rGET http://{o}/ HTTP/1.1\r\n" },
        { "leading NUL", 400, "\0GET http://{o}/ HTTP/1.1\r\n" },
        { "byte order mark", 400, "\u00ef\u00bb\u00bfGET http://{o}/ HTTP/1.1\r\n" },
        { "two empty lines before", 400, "\r\n\r\nGET http://{o}/ HTTP/1.1\r\n" },
        { "three empty lines before", 400, "\r\n\r\n\r\nGET http://{o}/ HTTP/1.1\r\n" },
        { "LF and CR LF before", 400, "\n\r\nGET http://{o}/ HTTP/1.1\r\n" },
        { "bare LF at the end", 400, "GET http://{o}/ HTTP/1.1\n" },
        { "CR CR LF at the end", 400, "GET http://{o}/ HTTP/1.1\r\r\n" },
        { "bare CR at the end", 400, "GET http://{o}/ HTTP/1.1\r" },
        { "NUL in the version", 400, "GET http://{o}/ HTTP/1.1\0\r\n" },
        { "no method", 400, "http://{o}/ HTTP/1.1\r\n" },
        { "no target", 400, "GET HTTP/1.1\r\n" },
        { "empty target", 400, "GET  HTTP/1.1\r\n" },
        { "method alone", 400, "GET\r\n" },
        { "method with a separator", 400, "G(T http://{o}/ HTTP/1.1\r\n" },
        { "method with a colon", 400, "GET: http://{o}/ HTTP/1.1\r\n" },
        { "quoted method", 400, "\"GET\" http://{o}/ HTTP/1.1\r\n" },
        { "method with a raw octet", 400, "G\u00c9T http://{o}/ HTTP/1.1\r\n" },
        { "method with a NUL", 400, "G\0T http://{o}/ HTTP/1.1\r\n" },
        { "method over 64 octets", 400, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA http://{o}/ HTTP/1.1\r\n" },
        { "an answer", 400, "HTTP/1.1 200 OK\r\n" },
    };

    public static TheoryData<string, int, string> OtherProtocols => new()
    {
        { "TLS 1.2 hello", 400, "\u0016\u0003\u0001\u0000\u0005\u0001\u0000\u0000\u0001\u0003" },
        { "SSL 2 hello", 400, "\u0080\u002e\u0001\u0003\u0001" },
        { "SOCKS 4", 400, "\u0004\u0001\u0000\u0050\u007f\u0000\u0000\u0001me\0" },
        { "SOCKS 5", 400, "\u0005\u0001\u0000" },
        { "HTTP/2 preface", 505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0" },
        { "SSH", 400, "SSH-2.0-OpenSSH_9.9\r\n" },
        { "SMTP", 400, "EHLO example.com\r\n" },
        { "PROXY protocol 1", 400, "PROXY TCP4 127.0.0.1 127.0.0.1 1 2\r\n" },
        { "PROXY protocol 2", 400, "\r\n\r\n\0\r\nQUIT\n" },
        { "Redis", 400, "*1\r\n$4\r\nPING\r\n" },
        { "JSON", 400, "{\"a\":1}\n" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public Task A_first_line_that_is_not_exactly_one_is_refused(string name, int status, string line)
    {
        Assert.NotEmpty(name);
        return RefusedRequest.AssertAsync(status, line + Rest);
    }

    [Theory]
    [MemberData(nameof(OtherProtocols))]
    public Task What_is_not_HTTP_is_refused(string name, int status, string octets)
    {
        Assert.NotEmpty(name);
        return RefusedRequest.AssertAsync(status, octets);
    }
}
