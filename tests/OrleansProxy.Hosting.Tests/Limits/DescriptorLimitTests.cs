using OrleansProxy.Hosting.Limits;

namespace OrleansProxy.Hosting.Tests.Limits;

public sealed class DescriptorLimitTests
{
    [Theory]
    [InlineData(1_048_576, 8_000, 8_000)]
    [InlineData(1_024, 8_000, 384)]
    [InlineData(256, 8_000, 1)]
    [InlineData(10, 8_000, 1)]
    [InlineData(ulong.MaxValue, 8_000, 8_000)]
    [InlineData(1_024, 100, 100)]
    public void Two_descriptors_a_connection_and_a_reserve_are_allowed_for(ulong soft, int wanted, int allowed) =>
        Assert.Equal(allowed, new DescriptorLimit(soft, soft).Allow(wanted));

    [Fact]
    public void The_line_names_setting_limit_and_remedy() => Assert.Equal(
        "Proxy:MaxConnections is lowered from 8000 to 384, because the limit of open files is 1024; raise it with ulimit -n or LimitNOFILE=.",
        new DescriptorLimit(1_024, 4_096).Lowered(8_000));
}
