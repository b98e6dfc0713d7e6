using OrleansProxy.Portal.Tests.Fakes;
using OrleansProxy.Portal.Text;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Portal.Tests.Text;

public sealed class ResultWordsTests
{
    [Fact]
    public void A_tunnel_that_stands_is_told_from_one_that_has_ended()
    {
        TrafficRecord tunnel = Records.Get(result: TrafficResult.Tunnelled);

        Assert.Equal("Tunnel open", ResultWords.Label(tunnel with { TunnelId = 1, IsOpen = true }));
        Assert.Equal("Tunnel", ResultWords.Label(tunnel with { TunnelId = 1 }));
    }

    [Fact]
    public void Every_result_has_a_word_of_its_own() => Assert.Equal(
        Enum.GetValues<TrafficResult>().Length, Enum.GetValues<TrafficResult>().Select(ResultWords.Label).Distinct().Count());
}
