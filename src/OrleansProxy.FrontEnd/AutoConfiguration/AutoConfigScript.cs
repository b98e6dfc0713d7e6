using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using OrleansProxy.FrontEnd.Answers;
using OrleansProxy.FrontEnd.Stats;
using OrleansProxy.Policy.Clients;

namespace OrleansProxy.FrontEnd.AutoConfiguration;

/// <summary>
/// The script (PAC) that tells a browser what to ask this proxy for and what to fetch itself: names without a dot and addresses
/// that only its own network knows go direct, since the proxy refuses them, and all the rest goes through the proxy. There is no
/// falling back to a direct connection, which would be a way past the rules.
/// </summary>
internal static class AutoConfigScript
{
    private const string MediaType = "application/x-ns-proxy-autoconfig";

    /// <summary>What older script engines know too; nothing in it resolves a name.</summary>
    private const string Body = $$"""
        function FindProxyForURL(url, host) {
          host = host.toLowerCase().replace(/^\[|\]$/g, "").replace(/\.$/, "");
          if (host === "{{StatsPage.Host}}") { return proxy; }
          if (host.indexOf(":") >= 0) { return /^(::1?$|f[cd]|fe[89ab])/.test(host) ? "DIRECT" : proxy; }
          if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) { return !within(host, allowed) && within(host, local) ? "DIRECT" : proxy; }
          return host.indexOf(".") < 0 || /\.(localhost|local|internal|home\.arpa)$/.test(host) ? "DIRECT" : proxy;
        }
        function within(host, ranges) {
          for (var i = 0; i < ranges.length; i++) {
            if (isInNet(host, ranges[i][0], ranges[i][1])) { return true; }
          }
          return false;
        }

        """;

    /// <summary>What an address of a home or an office looks like.</summary>
    private static readonly AddressRange[] Local =
    [
        .. new[] { "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16" }
            .Select(AddressRange.Parse),
    ];

    /// <summary>Makes the answer.</summary>
    /// <param name="proxy">Where the client has found us, as clients write it.</param>
    /// <param name="allowed">Local ranges that the proxy carries to nevertheless (Proxy:AllowDestinations).</param>
    public static Answer Make(IPEndPoint proxy, IReadOnlyList<AddressRange> allowed)
    {
        var script = new StringBuilder();
        script.Append("var proxy = \"PROXY ").Append(proxy).Append("\";\n");
        AppendRanges(script, "local", Local);
        AppendRanges(script, "allowed", allowed);
        return new Answer(200, MediaType, Encoding.ASCII.GetBytes(script.Append(Body).ToString()),
        [
            // It differs by the address that was asked, so that no shared cache may keep it.
            new("Cache-Control", "private, max-age=300"),
            new("X-Content-Type-Options", "nosniff"),
        ]);
    }

    /// <summary>IPv4 ranges alone: only some browsers can tell whether an IPv6 address lies in a range.</summary>
    private static void AppendRanges(StringBuilder script, string name, IEnumerable<AddressRange> ranges)
    {
        string[] pairs =
        [
            .. ranges.Where(range => range.Network.AddressFamily is AddressFamily.InterNetwork)
                .Select(range => $"[\"{range.Network}\", \"{Mask(range.PrefixLength)}\"]"),
        ];
        script.Append(CultureInfo.InvariantCulture, $"var {name} = [{string.Join(", ", pairs)}];\n");
    }

    private static IPAddress Mask(int prefixLength)
    {
        uint bits = prefixLength == 0 ? 0 : uint.MaxValue << (32 - prefixLength);
        return new IPAddress([(byte)(bits >> 24), (byte)(bits >> 16), (byte)(bits >> 8), (byte)bits]);
    }
}
