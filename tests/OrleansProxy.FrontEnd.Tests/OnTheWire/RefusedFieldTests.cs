namespace OrleansProxy.FrontEnd.Tests.OnTheWire;

/// <summary>Field lines that two parsers could take for two things, Host first of all.</summary>
public sealed class RefusedFieldTests
{
    private const string Line = "GET http://{o}/ HTTP/1.1\r\n";

    public static TheoryData<string, string> Lines => new()
    {
        { "space before the colon", "A : b\r\n" },
        { "tab before the colon", "A\t: b\r\n" },
        { "folded with a space", "A: b\r\n c\r\n" },
        { "folded with a tab", "A: b\r\n\tc\r\n" },
        { "line of one space", "A: b\r\n \r\n" },
        { "space before the name", " A: b\r\n" },
        { "no name", ": b\r\n" },
        { "no colon", "A\r\n" },
        { "space in the name", "A b: c\r\n" },
        { "parenthesis in the name", "A(: b\r\n" },
        { "slash in the name", "A/B: c\r\n" },
        { "brackets in the name", "[A]: b\r\n" },
        { "quotes around the name", "\"A\": b\r\n" },
        { "raw octet in the name", "\u00c4: b\r\n" },
        { "raw UTF-8 in the name", "\u00c3\u0084: b\r\n" },
        { "NUL in the name", "A\0B: c\r\n" },
        { "DEL in the name", "A\u007f: c\r\n" },
        { "NUL in the value", "A: b\0c\r\n" },
        { "NUL before the value", "A: \0b\r\n" },
        { "BEL in the value", "A: \u0007\r\n" },
        { "BS in the value", "A: b\u0008\r\n" },
        { "VT in the value", "A: b\u000bc\r\n" },
        { "FF in the value", "A: b\u000cc\r\n" },
        { "ESC in the value", "A: \u001b[2J\r\n" },
        { "US in the value", "A: \u001f\r\n" },
        { "DEL in the value", "A: \u007f\r\n" },
        { "bare LF at the end", "A: b\n" },
        { "bare LF in the value", "A: b\nC: d\r\n" },
        { "bare CR at the end", "A: b\r" },
        { "bare CR in the value", "A: b\rC: d\r\n" },
        { "CR before CR LF", "A: b\r\r\n" },
        { "CR before the name", "\rA: b\r\n" },
        { "LF CR", "A: b\n\rC: d\r\n" },
    };

    public static TheoryData<string, string> Hosts => new()
    {
        { "none", "" },
        { "none but an X-Host", "X-Host: {o}\r\n" },
        { "two", "Host: {o}\r\nHost: {o}\r\n" },
        { "two in other cases", "Host: {o}\r\nhOST: example.com\r\n" },
        { "empty", "Host:\r\n" },
        { "only blanks", "Host: \t\r\n" },
        { "userinfo", "Host: user@{o}\r\n" },
        { "scheme", "Host: http://{o}\r\n" },
        { "path", "Host: {o}/\r\n" },
        { "query", "Host: {o}?a\r\n" },
        { "fragment", "Host: {o}#a\r\n" },
        { "backslash", "Host: {o}\\a\r\n" },
        { "blank", "Host: a b\r\n" },
        { "tab", "Host: a\tb\r\n" },
        { "list", "Host: {o}, example.com\r\n" },
        { "list without a blank", "Host: {o},{o}\r\n" },
        { "port 0", "Host: a:0\r\n" },
        { "port 65536", "Host: a:65536\r\n" },
        { "port +80", "Host: a:+80\r\n" },
        { "port with a path", "Host: a:80/\r\n" },
        { "port by name", "Host: a:http\r\n" },
        { "port with userinfo", "Host: a:80@b\r\n" },
        { "two ports", "Host: a:80:80\r\n" },
        { "raw octet", "Host: b\u00fccher.de\r\n" },
        { "NUL", "Host: {o}\0\r\n" },
        { "quoted", "Host: \"{o}\"\r\n" },
        { "empty label", "Host: a..b\r\n" },
        { "IPv6 without brackets", "Host: ::1\r\n" },
        { "IPv6 with a zone", "Host: [::1%25lo]\r\n" },
        { "IPv4 of two parts", "Host: 127.1\r\n" },
        { "encoded slash", "Host: a%2Fb\r\n" },
        { "not UTF-8", "Host: b%FCcher.de\r\n" },
        { "space before the colon", "Host : {o}\r\n" },
        { "folded", "Host:\r\n {o}\r\n" },
        { "folded on", "Host: {o}\r\n :80\r\n" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task A_field_line_that_is_not_exactly_one_is_refused(string name, string lines)
    {
        Assert.NotEmpty(name);
        await RefusedRequest.AssertAsync(400, $"{Line}Host: {{o}}\r\n{lines}\r\n");
        await RefusedRequest.AssertAsync(400, $"{Line}{lines}Host: {{o}}\r\n\r\n");
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public Task No_host_two_hosts_and_a_bad_host_are_refused(string name, string lines)
    {
        Assert.NotEmpty(name);
        return RefusedRequest.AssertAsync(400, $"{Line}{lines}A: b\r\n\r\n");
    }

    [Fact]
    public Task Two_hosts_are_refused_of_HTTP_1_0_too() =>
        RefusedRequest.AssertAsync(400, "GET http://{o}/ HTTP/1.0\r\nHost: {o}\r\nHost: {o}\r\n\r\n");

    [Fact]
    public Task A_request_that_came_through_us_before_is_refused() =>
        RefusedRequest.AssertAsync(508, Line + "Host: {o}\r\nVia: 1.1 other, 1.1 orleansproxy\r\n\r\n");
}
