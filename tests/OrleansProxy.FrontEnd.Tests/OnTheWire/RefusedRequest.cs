using System.Net.Sockets;
using System.Text.RegularExpressions;
using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.FrontEnd.Tests.OnTheWire;

/// <summary>
/// Proves of a request that it is refused, that its connection ends, and that an origin sees nothing: neither of it nor of the request
/// that always stands behind it. In rows "{o}" is an origin that waits for callers, "{p}" its port.
/// </summary>
internal static partial class RefusedRequest
{
    private const string Behind = "GET http://{o}/smuggled HTTP/1.1\r\nHost: {o}\r\n\r\n";

    public static async Task AssertAsync(int status, string request)
    {
        await AssertAsync(status, request, int.MaxValue);
        await AssertAsync(status, request, request.Length < 1000 ? 1 : 1000);
    }

    /// <summary>The same for a request that goes out in parts of this length.</summary>
    public static async Task AssertAsync(int status, string request, int partLength)
    {
        await using TestProxy proxy = await TestProxy.StartAsync(settings => settings.Destinations.ConnectPorts = ["1-65535"]);
        using var origin = new TestOrigin();
        using Wire client = await proxy.ConnectAsync();
        string octets = (request + Behind)
            .Replace("{o}", origin.Authority, StringComparison.Ordinal)
            .Replace("{p}", $"{origin.Port}", StringComparison.Ordinal);
        Task sending = SendInPartsAsync(client, octets, partLength);
        string answer = await client.ReadToEndAsync();
        AssertIsOneAnswer(status, answer);
        await sending;
        TrafficRecord record = await proxy.Traffic.NextAsync();
        Assert.Equal((TrafficResult.BadRequest, status), (record.Result, record.Status));
        Assert.True(proxy.Traffic.IsEmpty);
        Assert.False(origin.HasCaller);
    }

    /// <summary>Asserts that this is one answer with its body, no more and no less, and says that the connection ends.</summary>
    public static void AssertIsOneAnswer(int status, string answer)
    {
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nConnection: close\r\n", answer, StringComparison.Ordinal);
        int head = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        Assert.Equal($"{answer.Length - head}", ContentLength().Match(answer[..head]).Groups[1].Value);
    }

    private static async Task SendInPartsAsync(Wire client, string octets, int length)
    {
        try
        {
            for (int at = 0; at < octets.Length; at += Math.Min(length, octets.Length - at))
            {
                await client.SendAsync(octets.Substring(at, Math.Min(length, octets.Length - at)));
            }
        }
        catch (SocketException)
        {
            // The proxy has heard enough.
        }
    }

    [GeneratedRegex("\r\nContent-Length: ([0-9]+)\r\n")]
    private static partial Regex ContentLength();
}
