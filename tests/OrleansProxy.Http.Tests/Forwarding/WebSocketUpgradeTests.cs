using OrleansProxy.Http.Forwarding;
using OrleansProxy.Http.Framing;
using OrleansProxy.Http.Heads;

namespace OrleansProxy.Http.Tests.Forwarding;

public sealed class WebSocketUpgradeTests
{
    [Theory]
    [InlineData("GET / HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n", true)]
    [InlineData("GET / HTTP/1.1\r\nUPGRADE: WebSocket\r\nConnection: keep-alive,upgrade\r\n\r\n", true)]
    [InlineData("GET / HTTP/1.1\r\nUpgrade: , websocket ,\r\nConnection: close\r\nConnection: UPGRADE\r\n\r\n", true)]
    [InlineData("GET / HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nContent-Length: 0\r\n\r\n", true)]
    [InlineData("GET / HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nContent-Length: 1\r\n\r\n", false)]
    [InlineData("GET / HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nTransfer-Encoding: chunked\r\n\r\n", false)]
    [InlineData("GET / HTTP/1.0\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n", false)]
    [InlineData("POST / HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n", false)]
    [InlineData("get / HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n", false)]
    [InlineData("GET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n", false)]
    [InlineData("GET / HTTP/1.1\r\nUpgrade: websocket\r\nProxy-Connection: Upgrade\r\n\r\n", false)]
    [InlineData("GET / HTTP/1.1\r\nConnection: Upgrade\r\n\r\n", false)]
    [InlineData("GET / HTTP/1.1\r\nUpgrade:\r\nConnection: Upgrade\r\n\r\n", false)]
    [InlineData("GET / HTTP/1.1\r\nUpgrade: websocket/13\r\nConnection: Upgrade\r\n\r\n", false)]
    [InlineData("GET / HTTP/1.1\r\nUpgrade: h2c, websocket\r\nConnection: Upgrade\r\n\r\n", false)]
    [InlineData("GET / HTTP/1.1\r\nUpgrade: websocket\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n", false)]
    [InlineData("GET / HTTP/1.1\r\nUpgrade: websocket, websocket\r\nConnection: Upgrade\r\n\r\n", false)]
    public void A_request_asks_for_a_WebSocket_and_nothing_else_or_for_none(string text, bool asks)
    {
        RequestHead head = Wire.Request(text);
        Assert.False(MessageFraming.OfRequest(head, out BodyFraming framing).IsFault);
        Assert.Equal(asks, WebSocketUpgrade.IsAskedBy(head, framing));
    }

    [Theory]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n", true)]
    [InlineData("HTTP/1.1 101\r\nupgrade: WEBSOCKET\r\nconnection: x, upgrade\r\n\r\n", true)]
    [InlineData("HTTP/1.0 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n", false)]
    [InlineData("HTTP/1.1 200 OK\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n", false)]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n", false)]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n\r\n", false)]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n", false)]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket, h2c\r\nConnection: Upgrade\r\n\r\n", false)]
    public void A_response_grants_a_WebSocket_and_nothing_else_or_none(string text, bool grants) =>
        Assert.Equal(grants, WebSocketUpgrade.IsGrantedBy(Wire.Response(text)));
}
