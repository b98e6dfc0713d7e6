using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OrleansProxy.FrontEnd.Connections;
using OrleansProxy.FrontEnd.Forwarding;
using OrleansProxy.FrontEnd.Tests.Harness;
using OrleansProxy.Http.Framing;
using OrleansProxy.Http.Heads;

namespace OrleansProxy.FrontEnd.Tests.OnTheWire;

/// <summary>
/// How a whole connection of requests and bodies is cut into segments changes nothing of what is read from it. Generated from a seed
/// that is always the same; FUZZ_CONNECTIONS and FUZZ_SEED in the environment ask for more, or for others.
/// </summary>
public sealed class SplitConnectionTests
{
    private static readonly HeadLimits Limits = new(1024, 20);

    private static readonly Gen<string> Body = Gen.Elements(
        "\r\n",
        "Content-Length: 0\r\n\r\n",
        "Content-Length: 5\r\n\r\nhello",
        "Content-Length: 18\r\n\r\nGET / HTTP/1.1\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n0\r\nA: b\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n5\r\n0\r\n\r\n\r\n1\r\n\n\r\n00\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nhel",
        "Content-Length: 9\r\n\r\nhel",
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "A : b\r\n\r\n",
        "A: b\0\r\n\r\n");

    private static readonly Gen<string> Message =
        from emptyLines in Gen.Elements("", "", "", "\r\n", "\r\n\r\n")
        from method in Gen.Elements("GET", "POST", "OPTIONS")
        from version in Gen.Frequency((8, Gen.Constant("HTTP/1.1")), (1, Gen.Elements("HTTP/1.0", "HTTP/2.0", "http/1.1")))
        from rest in Gen.Frequency((3, Body), (2, Gen.Elements("\r\n", "Content-Length: 5\r\n\r\nhello")))
        select $"{emptyLines}{method} http://a/ {version}\r\nHost: a\r\n{rest}";

    private static readonly Gen<(string Octets, int[] Cuts)> CutConnection =
        from messages in Message.ListOf()
        from cuts in Gen.Choose(1, 30).NonEmptyListOf()
        select (string.Concat(messages), cuts.ToArray());

    [Fact]
    public async Task How_a_connection_is_cut_changes_nothing()
    {
        using var clock = new DeadlineClock(TimeProvider.System);
        int runs = FromEnvironment("FUZZ_CONNECTIONS", 300), complete = 0;
        var seed = new Rnd((ulong)FromEnvironment("FUZZ_SEED", 1), 1);
        foreach ((string octets, int[] cuts) in CutConnection.Sample(runs, seed, 8))
        {
            string whole = await ReadAsync(clock, octets, [octets.Length + 1]);
            Assert.Equal(whole, await ReadAsync(clock, octets, cuts));
            Assert.Equal(whole, await ReadAsync(clock, octets, [1]));
            complete += whole.Contains("|body", StringComparison.Ordinal) ? 1 : 0;
        }

        Assert.True(complete > runs / 4, $"Only {complete} of {runs} connections had a whole message.");
    }

    /// <summary>What is read from a connection until its end or its first fault: each head, each body, and how it ended.</summary>
    private static async Task<string> ReadAsync(DeadlineClock clock, string octets, int[] cuts)
    {
        using Pair pair = await Pair.OpenAsync(clock, Peer.Client);
        Task sending = SendAsync(pair.Peer, octets, cuts);
        var seen = new StringBuilder();
        var head = new RequestHead();
        var body = new BodyReader(new ProxyOptions { BufferSize = 4096 });
        try
        {
            while (await ReadHeadAsync(pair.Connection, head, seen))
            {
                seen.Append(CultureInfo.InvariantCulture, $"|head {Encoding.Latin1.GetString(head.Bytes)}");
                if (MessageFraming.OfRequest(head, out BodyFraming framing) is { IsFault: true } fault)
                {
                    seen.Append(CultureInfo.InvariantCulture, $"|fault {fault.Status}");
                    break;
                }

                body.Begin(pair.Connection, framing);
                while (await body.ReadAsync() is { IsEmpty: false } stretch)
                {
                    seen.Append(Encoding.Latin1.GetString(stretch.Span));
                }

                seen.Append("|body");
            }
        }
        catch (PeerException exception)
        {
            seen.Append(CultureInfo.InvariantCulture, $"|{exception.Fault}");
        }

        head.Release();
        await sending;
        return seen.ToString();
    }

    private static async Task<bool> ReadHeadAsync(Connection connection, RequestHead head, StringBuilder seen)
    {
        int before = 0;
        while (true)
        {
            HeadParse parse = HeadParser.ParseRequest(connection.Buffer.Unread.Span, Limits, head, before);
            if (parse.Progress is HeadProgress.Complete)
            {
                connection.Buffer.Consume(parse.Consumed);
                return true;
            }

            before = connection.Buffer.Length;
            if (parse.Progress is HeadProgress.Faulty || await connection.ReceiveAsync(Wire.Patience) == 0)
            {
                seen.Append(CultureInfo.InvariantCulture, $"|no head {parse.Fault.Status}");
                return false;
            }
        }
    }

    private static async Task SendAsync(Wire peer, string octets, int[] cuts)
    {
        peer.Socket.NoDelay = true;
        int at = 0;
        for (int part = 0; at < octets.Length; part++)
        {
            int length = Math.Min(cuts[part % cuts.Length], octets.Length - at);
            await peer.SendAsync(octets.Substring(at, length));
            at += length;
        }

        peer.EndSending();
    }

    private static int FromEnvironment(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            ? value
            : otherwise;
}
