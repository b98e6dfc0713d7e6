using System.Net;
using System.Text;
using OrleansProxy.FrontEnd.AutoConfiguration;
using OrleansProxy.Policy.Clients;

namespace OrleansProxy.FrontEnd.Tests.AutoConfiguration;

public sealed class AutoConfigScriptTests
{
    [Fact]
    public void There_is_no_way_past_the_proxy_when_it_does_not_answer()
    {
        string script = Make("192.0.2.1");
        Assert.StartsWith("var proxy = \"PROXY 192.0.2.1:8080\";\n", script, StringComparison.Ordinal);
        Assert.DoesNotContain("; DIRECT", script, StringComparison.Ordinal);
    }

    [Fact]
    public void An_IPv6_address_stands_in_brackets() =>
        Assert.StartsWith("var proxy = \"PROXY [2001:db8::1]:8080\";\n", Make("2001:db8::1"), StringComparison.Ordinal);

    [Theory]
    [InlineData("", "var allowed = [];\n")]
    [InlineData("10.1.0.0/16", "var allowed = [[\"10.1.0.0\", \"255.255.0.0\"]];\n")]
    [InlineData("192.168.1.7 0.0.0.0/0", "var allowed = [[\"192.168.1.7\", \"255.255.255.255\"], [\"0.0.0.0\", \"0.0.0.0\"]];\n")]
    [InlineData("172.16.0.0/13 fd00::/8", "var allowed = [[\"172.16.0.0\", \"255.248.0.0\"]];\n")]
    public void Allowed_destinations_stand_as_network_and_mask(string allowed, string line) =>
        Assert.Contains(line, Make("192.0.2.1", allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);

    private static string Make(string proxy, params string[] allowed) => Encoding.ASCII.GetString(
        AutoConfigScript.Make(new IPEndPoint(IPAddress.Parse(proxy), 8080), [.. allowed.Select(AddressRange.Parse)]).Body.Span);
}
