using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Listening;
using OrleansProxy.FrontEnd.Tests.Harness;

namespace OrleansProxy.FrontEnd.Tests.Listening;

public sealed class OverloadAnswerTests
{
    [Theory]
    [InlineData("")]
    [InlineData("GET http://origin.test/ HTTP/1.1\r\nHost: origin.test\r\n\r\n")]
    public async Task It_arrives_and_the_connection_ends_in_order_even_if_a_request_has_come_already(string request)
    {
        using var clock = new DeadlineClock(TimeProvider.System);
        using Pair pair = await Pair.OpenAsync(clock, Peer.Client);
        if (request.Length > 0)
        {
            await pair.Peer.SendAsync(request);
            await pair.Connection.WaitAsync(Wire.Patience);
        }

        OverloadAnswer.SendAndClose(pair.Transport, "Proxy:MaxConnections");
        string told = await pair.Peer.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 503 Service Unavailable\r\n", told, StringComparison.Ordinal);
        Assert.Contains("\r\nConnection: close\r\n", told, StringComparison.Ordinal);
        Assert.EndsWith("The proxy has as many connections as Proxy:MaxConnections allows.\n-- OrleansProxy\n", told, StringComparison.Ordinal);
    }
}
