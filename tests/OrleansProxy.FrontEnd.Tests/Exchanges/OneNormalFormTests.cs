using System.Text;
using RequestHost = OrleansProxy.Http.Targets.HostName;
using RuleHost = OrleansProxy.Policy.Rules.HostName;

namespace OrleansProxy.FrontEnd.Tests.Exchanges;

/// <summary>The wire and the rules are leaves of their own, each with its reading of a host; a request is only caught when they agree.</summary>
public sealed class OneNormalFormTests
{
    [Theory]
    [InlineData("example.com")]
    [InlineData("WWW.Example.COM.")]
    [InlineData("a_b.example")]
    [InlineData("xn--bcher-kva.de")]
    [InlineData("192.0.2.1")]
    [InlineData("192.0.2")]
    [InlineData("127.1")]
    [InlineData("010.0.0.1")]
    [InlineData("0x7f.1")]
    [InlineData("0xhost.example")]
    [InlineData("2130706433")]
    [InlineData("300.1.1.1")]
    [InlineData("[2001:DB8:0:0::1]")]
    [InlineData("[::ffff:192.0.2.1]")]
    [InlineData("[fe80::1%eth0]")]
    [InlineData("[::1]:80")]
    [InlineData("[[::1]]")]
    [InlineData("a..b")]
    [InlineData("<script>")]
    [InlineData("-")]
    public void A_host_means_the_same_in_a_request_and_in_a_rule(string text)
    {
        bool isRequestHost = RequestHost.TryNormalise(Encoding.ASCII.GetBytes(text), out string inRequest);
        bool isRuleHost = RuleHost.TryNormalise(text, out string inRule, out _);

        Assert.Equal((isRequestHost, inRequest), (isRuleHost, inRule));
    }

    [Theory]
    [InlineData("example.com")]
    [InlineData("EXAMPLE.com.")]
    [InlineData("b\u00fccher.de")]
    [InlineData("WWW.B\u00dcCHER.de")]
    [InlineData("b\u00fccher\u3002de")]
    [InlineData("\u65e5\u672c\uff0ejp\uff61")]
    [InlineData("stra\u00dfe.de")]
    [InlineData("\u03a3\u03af\u03c3\u03c5\u03c6\u03bf\u03c2.gr")]
    [InlineData("\u212a.example")]
    [InlineData("127.1")]
    [InlineData("a..\u00fc")]
    [InlineData("\u00fc/.de")]
    public void A_percent_encoded_host_means_what_the_same_name_means_in_a_rule(string name)
    {
        string encoded = string.Concat(Encoding.UTF8.GetBytes(name).Select(octet => $"%{octet:X2}"));
        bool isRequestHost = RequestHost.TryNormalise(Encoding.ASCII.GetBytes(encoded), out string inRequest);
        bool isRuleHost = RuleHost.TryNormalise(name, out string inRule, out _);

        Assert.Equal((isRequestHost, inRequest), (isRuleHost, inRule));
    }
}
