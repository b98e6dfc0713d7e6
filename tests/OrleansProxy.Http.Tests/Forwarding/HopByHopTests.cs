using OrleansProxy.Http.Fields;
using OrleansProxy.Http.Forwarding;

namespace OrleansProxy.Http.Tests.Forwarding;

public sealed class HopByHopTests
{
    [Theory]
    [InlineData("Connection: close")]
    [InlineData("Keep-Alive: timeout=5")]
    [InlineData("Proxy-Connection: keep-alive")]
    [InlineData("Proxy-Authenticate: Basic")]
    [InlineData("Proxy-Authorization: Basic x")]
    [InlineData("Proxy-Authentication-Info: x")]
    [InlineData("TE: trailers")]
    [InlineData("Trailer: Expires")]
    [InlineData("Transfer-Encoding: chunked")]
    [InlineData("Content-Length: 5")]
    [InlineData("Upgrade: h2c")]
    [InlineData("HTTP2-Settings: AAMAAABkAAQAAP")]
    public void A_field_for_one_connection_is_marked_in_any_case(string line)
    {
        Assert.Equal("", Kept(line + "\r\n"));
        Assert.Equal("", Kept(line.ToUpperInvariant() + "\r\n"));
        Assert.Equal("", Kept(line.ToLowerInvariant() + "\r\n"));
    }

    [Theory]
    [InlineData("X-Foo: 1\r\nConnection: close, X-Foo\r\nBar: 2\r\n", "Bar")]
    [InlineData("Connection: close,x-foo\r\nX-Foo: 1\r\nX-FOO: 2\r\nBar: 3\r\n", "Bar")]
    [InlineData("Connection: a\r\nConnection: b\r\nA: 1\r\nB: 2\r\nC: 3\r\n", "C")]
    [InlineData("Proxy-Connection: a\r\nA: 1\r\nB: 2\r\n", "B")]
    [InlineData("Connection: ,, a ,\r\nA: 1\r\n", "")]
    [InlineData("Connection: X\r\nX-Y: 1\r\nXX: 2\r\n", "X-Y XX")]
    [InlineData("Connection: Host\r\nHost: a\r\n", "Host")]
    [InlineData("Connection: close, hOST, A\r\nHost: a\r\nA: b\r\n", "Host")]
    [InlineData("Connection: \u00e9, (, \"\r\nA: b\r\n", "A")]
    [InlineData("Connection:\r\nA: b\r\n", "A")]
    [InlineData("Connection: close\r\nClose: a\r\nKeep-Alive: b\r\n", "Close")]
    [InlineData("Proxy-Status: a\r\nTEX: b\r\nContent-Type: c\r\nVia: d\r\nExpect: e\r\n", "Proxy-Status TEX Content-Type Via Expect")]
    public void A_field_that_connection_names_is_marked_but_never_host(string lines, string kept) => Assert.Equal(kept, Kept(lines));

    [Fact]
    public void Marking_again_changes_nothing_and_a_new_message_starts_unmarked()
    {
        var head = Wire.Request("GET / HTTP/1.1\r\nConnection: A\r\nA: b\r\n\r\n");
        HopByHop.Mark(head.Fields);
        HopByHop.Mark(head.Fields);
        Assert.Equal("", Names(head.Fields));

        Wire.ParseRequest(Wire.Octets("GET / HTTP/1.1\r\nC: d\r\nA: b\r\n\r\n"), head);
        HopByHop.Mark(head.Fields);
        Assert.Equal("C A", Names(head.Fields));
    }

    private static string Kept(string lines)
    {
        FieldSection fields = Wire.Request($"GET / HTTP/1.1\r\n{lines}\r\n").Fields;
        HopByHop.Mark(fields);
        return Names(fields);
    }

    private static string Names(FieldSection fields) => string.Join(
        ' ',
        Enumerable.Range(0, fields.Count).Where(index => !fields.IsHopByHop(index)).Select(index => Wire.Text(fields.Name(index))));
}
