namespace OrleansProxy.FrontEnd.Tests.OnTheWire;

/// <summary>Targets that do not say in one way only where the request goes. "{o}" is an origin, "{p}" its port.</summary>
public sealed class RefusedTargetTests
{
    public static TheoryData<string, int, string> OfGet => new()
    {
        { "userinfo", 400, "http://user@{o}/" },
        { "userinfo with a password", 400, "http://user:secret@{o}/" },
        { "empty userinfo", 400, "http://@{o}/" },
        { "host as userinfo", 400, "http://{o}@example.com/" },
        { "encoded at sign", 400, "http://user%40{o}/" },
        { "fragment", 400, "http://{o}/#f" },
        { "fragment in the host", 400, "http://{o}#@example.com/" },
        { "encoded fragment in the host", 400, "http://{o}%23/" },
        { "blank in the path", 400, "http://{o}/a b" },
        { "tab in the path", 400, "http://{o}/a\tb" },
        { "raw octet in the path", 400, "http://{o}/\u00e4" },
        { "raw UTF-8 in the path", 400, "http://{o}/\u00c3\u00a4" },
        { "raw octet in the query", 400, "http://{o}/?\u0080" },
        { "raw octet in the host", 400, "http://b\u00fccher.de/" },
        { "NUL in the path", 400, "http://{o}/\0" },
        { "DEL in the path", 400, "http://{o}/\u007f" },
        { "ESC in the path", 400, "http://{o}/\u001b[0m" },
        { "bare LF in the path", 400, "http://{o}/\nGET" },
        { "bare CR in the path", 400, "http://{o}/\rGET" },
        { "backslash in the host", 400, "http://{o}\\@example.com/" },
        { "backslash after the host", 400, "http://{o}\\path" },
        { "backslashes after the scheme", 400, "http:\\\\{o}\\" },
        { "one slash", 400, "http:/{o}/" },
        { "no slash", 400, "http:{o}/" },
        { "three slashes", 400, "http:///{o}/" },
        { "no host", 400, "http:///" },
        { "no host, a query", 400, "http://?a" },
        { "no host, a port", 400, "http://:80/" },
        { "host alone", 400, "{o}" },
        { "host and path", 400, "example.com/" },
        { "relative path", 400, "index.html" },
        { "dots", 400, "../" },
        { "query alone", 400, "?a=http://{o}/" },
        { "asterisk", 400, "*" },
        { "https", 501, "https://{o}/" },
        { "ftp", 501, "ftp://{o}/" },
        { "ws", 501, "ws://{o}/" },
        { "file", 501, "file:///etc/passwd" },
        { "gopher", 501, "gopher://{o}/" },
        { "cache_object", 400, "cache_object://{o}/info" },
        { "data", 400, "data:text/plain,a" },
        { "javascript", 400, "javascript:alert(1)" },
        { "urn", 400, "urn:a:b" },
        { "scheme with a blank", 400, "ht tp://{o}/" },
        { "encoded scheme", 400, "%68ttp://{o}/" },
        { "port 0", 400, "http://127.0.0.1:0/" },
        { "port 65536", 400, "http://127.0.0.1:65536/" },
        { "port 2^16 + port wraps", 400, "http://127.0.0.1:65616/" },
        { "port 2^32 + 80 wraps", 400, "http://127.0.0.1:4294967376/" },
        { "port +80", 400, "http://127.0.0.1:+80/" },
        { "port -1", 400, "http://127.0.0.1:-1/" },
        { "port in hexadecimal", 400, "http://127.0.0.1:0x50/" },
        { "port with a letter", 400, "http://127.0.0.1:80a/" },
        { "port by name", 400, "http://127.0.0.1:http/" },
        { "encoded port", 400, "http://127.0.0.1:%380/" },
        { "encoded colon", 400, "http://127.0.0.1%3A80/" },
        { "two ports", 400, "http://{o}:80/" },
        { "port of six digits", 400, "http://127.0.0.1:000080/" },
        { "IPv6 without brackets", 400, "http://::1/" },
        { "IPv6 with one bracket", 400, "http://[::1/" },
        { "IPv6 with a zone", 400, "http://[fe80::1%25lo]/" },
        { "IPv6 with a path in brackets", 400, "http://[::1/]/" },
        { "IPv6 with words after", 400, "http://[::1]x/" },
        { "name in brackets", 400, "http://[example.com]/" },
        { "future address in brackets", 400, "http://[v1.a]/" },
        { "two pairs of brackets", 400, "http://[[::1]]/" },
        { "encoded brackets", 400, "http://%5B::1%5D/" },
        { "IPv4 of two parts", 400, "http://127.1:{p}/" },
        { "IPv4 of three parts", 400, "http://127.0.1:{p}/" },
        { "IPv4 as one number", 400, "http://2130706433:{p}/" },
        { "IPv4 in hexadecimal", 400, "http://0x7f000001:{p}/" },
        { "IPv4 in octal", 400, "http://0177.0.0.1:{p}/" },
        { "IPv4 in code and hexadecimal", 400, "http://127.0.0.0%781:{p}/" },
        { "IPv4 out of range", 400, "http://256.0.0.1/" },
        { "IPv4 of five parts", 400, "http://127.0.0.1.1/" },
        { "IPv4 with two dots at its end", 400, "http://127.0.0.1..:{p}/" },
        { "empty label", 400, "http://a..b/" },
        { "leading dot", 400, "http://.a/" },
        { "dot alone", 400, "http://./" },
        { "markup", 400, "http://<script>/" },
        { "asterisk in the host", 400, "http://*.example.com/" },
        { "comma in the host", 400, "http://a,b/" },
        { "encoded NUL in the host", 400, "http://127.0.0.1%00.example.com/" },
        { "encoded CR LF in the host", 400, "http://127.0.0.1%0d%0aX:y/" },
        { "encoded blank in the host", 400, "http://127.0.0.1%20/" },
        { "encoded slash in the host", 400, "http://127.0.0.1%2F.example.com/" },
        { "encoded backslash in the host", 400, "http://127.0.0.1%5C.example.com/" },
        { "encoded twice", 400, "http://%2531.0.0.1/" },
        { "half an escape", 400, "http://a%4/" },
        { "not UTF-8", 400, "http://b%FCcher.de/" },
        { "overlong UTF-8", 400, "http://a%C0%AEb/" },
        { "encoded surrogate", 400, "http://a%ED%A0%80/" },
        { "invisible character", 400, "http://exam%C2%ADple.com/" },
        { "two other dots", 400, "http://a%E3%80%82%E3%80%82b/" },
    };

    public static TheoryData<string, string> OfConnect => new()
    {
        { "no port", "127.0.0.1" },
        { "empty port", "127.0.0.1:" },
        { "port 0", "127.0.0.1:0" },
        { "port 65536", "127.0.0.1:65536" },
        { "port +443", "127.0.0.1:+443" },
        { "no host", ":443" },
        { "path", "{o}/" },
        { "query", "{o}?a" },
        { "userinfo", "user:secret@{o}" },
        { "absolute-form", "http://{o}/" },
        { "absolute-form without a path", "http://{o}" },
        { "origin-form", "/" },
        { "asterisk", "*" },
        { "two slashes", "//{o}" },
        { "fragment", "{o}#a" },
        { "raw octet", "b\u00fccher.de:443" },
        { "IPv6 without brackets", "::1:443" },
        { "IPv6 without a port", "[::1]" },
        { "IPv6 with a zone", "[::1%25lo]:443" },
        { "IPv4 of two parts", "127.1:{p}" },
        { "two ports", "{o}:443" },
        { "encoded colon", "127.0.0.1%3A443" },
        { "encoded slash", "127.0.0.1%2F:443" },
        { "comma", "127.0.0.1,{o}" },
    };

    [Theory]
    [MemberData(nameof(OfGet))]
    public Task A_target_that_is_no_plain_http_URL_is_refused(string name, int status, string target) =>
        AssertRefusedAsync(name, status, "GET " + target);

    [Theory]
    [MemberData(nameof(OfConnect))]
    public Task A_target_of_CONNECT_that_is_no_host_and_port_is_refused(string name, string target) =>
        AssertRefusedAsync(name, 400, "CONNECT " + target);

    [Theory]
    [InlineData("GET in authority-form", "GET {o}")]
    [InlineData("connect in lower case", "connect {o}")]
    [InlineData("POST to an asterisk", "POST *")]
    [InlineData("OPTIONS to two asterisks", "OPTIONS **")]
    public Task A_form_that_is_another_method_s_is_refused(string name, string begin) => AssertRefusedAsync(name, 400, begin);

    private static Task AssertRefusedAsync(string name, int status, string begin)
    {
        Assert.NotEmpty(name);
        return RefusedRequest.AssertAsync(status, begin + " HTTP/1.1\r\nHost: {o}\r\n\r\n");
    }
}
