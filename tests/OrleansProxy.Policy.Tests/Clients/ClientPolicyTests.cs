using System.Net;
using OrleansProxy.Policy.Clients;

namespace OrleansProxy.Policy.Tests.Clients;

public sealed class ClientPolicyTests
{
    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.8.9.1", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("192.168.1.2", false)]
    [InlineData("2001:db8::1", false)]
    public void Only_loopback_may_use_the_proxy_by_default(string client, bool allowed)
    {
        var policy = new ClientPolicy(new ClientOptions());
        Assert.Equal(allowed, policy.MayUse(IPAddress.Parse(client)));
        Assert.Equal(allowed, policy.MaySeeAll(IPAddress.Parse(client)));
    }

    [Fact]
    public void Changed_settings_are_in_force_at_once_and_bad_ones_never()
    {
        var policy = new ClientPolicy(new ClientOptions());
        policy.Apply(new() { AllowClients = ["192.168.0.0/16"] });
        Assert.True(policy.MayUse(IPAddress.Parse("192.168.1.2")));
        Assert.False(policy.MayUse(IPAddress.Loopback));
        Assert.False(policy.MaySeeAll(IPAddress.Parse("192.168.1.2")));
        Assert.Throws<FormatException>(() => policy.Apply(new() { AllowClients = ["everyone"] }));
        Assert.True(policy.MayUse(IPAddress.Parse("192.168.1.2")));
    }
}
