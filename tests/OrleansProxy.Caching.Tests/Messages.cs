using System.Net;
using System.Text;
using OrleansProxy.Caching.Port;
using OrleansProxy.Http.Forwarding;
using OrleansProxy.Http.Heads;

namespace OrleansProxy.Caching.Tests;

/// <summary>Heads as they come from the wire, for tests.</summary>
internal static class Messages
{
    public static readonly IPEndPoint Origin = new(IPAddress.Parse("192.0.2.7"), 80);

    private static readonly HeadLimits Limits = new(1 << 20, 1000);

    public static RequestHead Get(params string[] fields) => Request("GET", fields);

    public static RequestHead Request(string method, params string[] fields)
    {
        var head = new RequestHead();
        byte[] octets = Octets($"{method} http://example.com/ HTTP/1.1", ["Host: example.com", .. fields]);
        Assert.Equal(HeadProgress.Complete, HeadParser.ParseRequest(octets, Limits, head).Progress);
        HopByHop.Mark(head.Fields);
        return head;
    }

    public static ResponseHead Ok(params string[] fields) => Response("200 OK", fields);

    public static ResponseHead Response(string status, params string[] fields)
    {
        var head = new ResponseHead();
        Assert.Equal(
            HeadProgress.Complete, HeadParser.ParseResponse(Octets($"HTTP/1.1 {status}", fields), Limits, head).Progress);
        HopByHop.Mark(head.Fields);
        return head;
    }

    /// <summary>A response that was asked for and received at this moment.</summary>
    public static ResponseToStore At(this ResponseHead head, DateTimeOffset now, long? length = null) =>
        new(head, length, Origin, now, now);

    private static byte[] Octets(string startLine, string[] fields) =>
        Encoding.Latin1.GetBytes(string.Join("\r\n", [startLine, .. fields, "", ""]));
}
