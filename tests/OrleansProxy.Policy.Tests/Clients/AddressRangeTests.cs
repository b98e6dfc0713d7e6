using System.Net;
using OrleansProxy.Policy.Clients;

namespace OrleansProxy.Policy.Tests.Clients;

public sealed class AddressRangeTests
{
    [Theory]
    [InlineData("10.0.0.0/8", "10.255.255.255", true)]
    [InlineData("10.0.0.0/8", "11.0.0.0", false)]
    [InlineData("10.0.0.0/8", "::ffff:10.1.2.3", true)]
    [InlineData("10.1.2.3/8", "10.9.9.9", true)]
    [InlineData("192.0.2.7", "192.0.2.7", true)]
    [InlineData("192.0.2.7", "192.0.2.8", false)]
    [InlineData("0.0.0.0/0", "203.0.113.1", true)]
    [InlineData("0.0.0.0/0", "2001:db8::1", false)]
    [InlineData("::/0", "2001:db8::1", true)]
    [InlineData("::/0", "192.0.2.1", false)]
    [InlineData("::/0", "::ffff:192.0.2.1", false)]
    [InlineData("2001:db8::/33", "2001:db8:7fff::", true)]
    [InlineData("2001:db8::/33", "2001:db8:8000::", false)]
    [InlineData("::1", "::1", true)]
    [InlineData("::ffff:10.0.0.0/104", "10.2.3.4", true)]
    [InlineData(" fe80::/10 ", "fe80::1%2", true)]
    public void A_range_holds_what_shares_its_prefix(string range, string address, bool held)
    {
        Assert.Equal(held, AddressRange.Parse(range).Contains(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("10.1.2.3/8", "10.0.0.0/8")]
    [InlineData("::1/128", "::1")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:DB8::/32", "2001:db8::/32")]
    [InlineData("0.0.0.0/0", "0.0.0.0/0")]
    public void A_range_is_written_in_normal_form(string text, string normal)
    {
        Assert.Equal(normal, AddressRange.Parse(text).ToString());
        Assert.Equal(AddressRange.Parse(normal), AddressRange.Parse(text));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("lan")]
    [InlineData("10")]
    [InlineData("010.0.0.1")]
    [InlineData("0x7f.1")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/8/8")]
    [InlineData("::1/129")]
    [InlineData("[::1]")]
    [InlineData("fe80::1%eth0")]
    [InlineData("::ffff:10.0.0.0/90")]
    public void A_text_that_is_no_range_is_refused_with_a_sentence_that_quotes_it(string? text)
    {
        Assert.False(AddressRange.TryParse(text, out AddressRange? range, out string error));
        Assert.Null(range);
        Assert.StartsWith($"'{text}' ", error, StringComparison.Ordinal);
        Assert.EndsWith(".", error, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => AddressRange.Parse(text!));
    }
}
