using OrleansProxy.Hosting.Limits;

namespace OrleansProxy.Hosting.Tests.Limits;

public sealed class DescriptorLimitTests
{
    [Theory]
    [InlineData(1_048_576, 8_000, 8_000, 1_000)]
    [InlineData(20_000, 8_000, 8_000, 1_000)]
    [InlineData(4_096, 8_000, 1_344, 896)]
    [InlineData(1_024, 8_000, 192, 128)]
    [InlineData(512, 8_000, 1, 0)]
    [InlineData(10, 8_000, 1, 0)]
    [InlineData(ulong.MaxValue, 8_000, 8_000, 1_000)]
    [InlineData(1_024, 100, 100, 128)]
    public void Connections_and_idle_ones_leave_a_reserve(ulong soft, int wanted, int allowed, int idle)
    {
        var limit = new DescriptorLimit(soft, soft);

        Assert.Equal((allowed, idle), (limit.Allow(wanted, 1_000), limit.AllowIdle(1_000)));
    }

    [Fact]
    public void The_line_names_setting_limit_and_remedy() => Assert.Equal(
        "Proxy:MaxConnections is lowered from 8000 to 192, because the limit of open files is 1024; raise it with ulimit -n or LimitNOFILE=.",
        new DescriptorLimit(1_024, 4_096).Lowered(8_000, 192));
}
