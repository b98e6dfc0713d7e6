using System.Net;
using OrleansProxy.Policy.Clients;

namespace OrleansProxy.Policy.Tests.Clients;

public sealed class ClientKeyTests
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:0:1:2:3:4:5", "2001:db8:0:1::/64")]
    [InlineData("fe80::1%3", "fe80::/64")]
    [InlineData("::1", "::/64")]
    public void A_key_names_the_client(string address, string key)
    {
        Assert.Equal(key, ClientKey.Of(IPAddress.Parse(address)).ToString());
    }

    [Fact]
    public void Equal_keys_have_equal_hashes_and_the_families_stay_apart()
    {
        var one = ClientKey.Of(IPAddress.Parse("2001:db8::1"));
        var same = ClientKey.Of(IPAddress.Parse("2001:db8::2"));
        Assert.True(one == same && one.GetHashCode() == same.GetHashCode() && one.Equals((object)same));
        Assert.True(ClientKey.Of(IPAddress.Any) != ClientKey.Of(IPAddress.IPv6Any));
    }
}
