using OrleansProxy.FrontEnd.Tests.Harness;

namespace OrleansProxy.FrontEnd.Tests.OnTheWire;

/// <summary>A proxy, a client that has asked, and the origin's end of the connection, which has read the request and may answer.</summary>
internal sealed class OneAnswer : IAsyncDisposable
{
    private OneAnswer(TestProxy proxy, TestOrigin origin, Wire client, Wire atOrigin)
    {
        Proxy = proxy;
        Origin = origin;
        Client = client;
        AtOrigin = atOrigin;
    }

    public TestProxy Proxy { get; }

    public TestOrigin Origin { get; }

    public Wire Client { get; }

    public Wire AtOrigin { get; }

    public static async Task<OneAnswer> AskAsync(string method = "GET", string version = "1.1")
    {
        TestProxy proxy = await TestProxy.StartAsync();
        var origin = new TestOrigin();
        Wire client = await proxy.ConnectAsync();
        await client.SendAsync($"{method} http://{origin.Authority}/ HTTP/{version}\r\nHost: {origin.Authority}\r\n\r\n");
        Wire atOrigin = await origin.AcceptAsync();
        await atOrigin.ReadHeadAsync();
        return new OneAnswer(proxy, origin, client, atOrigin);
    }

    /// <summary>Asks for something else on the same client connection, answers it from whatever origin connection it comes on, and tells what came.</summary>
    /// <param name="sameConnection">Whether the proxy must use the origin connection again, or must not.</param>
    public async Task<string> AskAgainAsync(bool sameConnection)
    {
        await Client.SendAsync($"GET http://{Origin.Authority}/again HTTP/1.1\r\nHost: {Origin.Authority}\r\n\r\n");
        Wire at = sameConnection ? AtOrigin : await Origin.AcceptAsync();
        try
        {
            Assert.StartsWith("GET /again ", await at.ReadHeadAsync(), StringComparison.Ordinal);
            await at.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nagain");
            Assert.False(Origin.HasCaller);
            return await Client.ReadThroughAsync("again");
        }
        finally
        {
            if (!sameConnection)
            {
                at.Dispose();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        AtOrigin.Dispose();
        Client.Dispose();
        Origin.Dispose();
        await Proxy.DisposeAsync();
    }
}
