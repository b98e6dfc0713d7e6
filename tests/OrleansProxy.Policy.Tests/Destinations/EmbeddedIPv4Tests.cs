using System.Net;
using OrleansProxy.Policy.Clients;
using OrleansProxy.Policy.Destinations;

namespace OrleansProxy.Policy.Tests.Destinations;

public sealed class EmbeddedIPv4Tests
{
    [Theory]
    [InlineData("64:ff9b:1:c000:2:2100::", 0)]
    [InlineData("64:ff9b:1:c0:0:221::", 1)]
    [InlineData("64:ff9b:1:0:c0:2:2100:0", 2)]
    [InlineData("64:ff9b:1::192.0.2.33", 3)]
    public void The_local_NAT64_prefix_is_read_at_each_length_it_can_be_split(string address, int reading)
    {
        Span<AddressBits> readings = stackalloc AddressBits[EmbeddedIPv4.MaxReadings];
        Assert.Equal(4, EmbeddedIPv4.Read(AddressBits.Of(IPAddress.Parse(address)), readings));
        Assert.Equal("192.0.2.33", readings[reading].ToAddress().ToString());
    }

    [Theory]
    [InlineData("192.0.2.33")]
    [InlineData("2001:db8::192.0.2.33")]
    [InlineData("64:ff9b:2::192.0.2.33")]
    [InlineData("64:ff9b::1:192.0.2.33")]
    [InlineData("::")]
    [InlineData("::1")]
    public void Other_addresses_carry_none(string address)
    {
        Span<AddressBits> readings = stackalloc AddressBits[EmbeddedIPv4.MaxReadings];
        Assert.Equal(0, EmbeddedIPv4.Read(AddressBits.Of(IPAddress.Parse(address)), readings));
    }
}
