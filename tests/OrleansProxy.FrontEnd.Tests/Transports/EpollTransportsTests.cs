using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.FrontEnd.Transports;
using OrleansProxy.FrontEnd.Transports.Epoll;

namespace OrleansProxy.FrontEnd.Tests.Transports;

[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class EpollTransportsTests() : TransportContract(new EpollTransports(2))
{
    [Fact]
    public async Task Closing_ends_in_order_for_the_peer_and_ends_what_is_pending()
    {
        (ITransport transport, Wire peer) = await ConnectAsync();
        using (peer)
        {
            ValueTask<int> receiving = transport.ReceiveAsync(new byte[8]);
            await transport.SendAsync("bye"u8.ToArray());
            transport.Dispose();
            Assert.True(await receiving.AsTask().WaitAsync(Wire.Patience, TestContext.Current.CancellationToken) <= 0);
            Assert.Equal("bye", await peer.ReadToEndAsync());
        }
    }
}
