using System.Globalization;
using System.Net;
using OrleansProxy.Portal.Text;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Portal.Log;

/// <summary>What the log page is asked for, as it stands in its address. Immutable; "" and null do not narrow.</summary>
public sealed record LogQuery
{
    /// <summary>The value of a <see cref="RangeChoice"/>, or "" for all that is stored.</summary>
    public string Range { get; init; } = "";

    /// <summary>The value of a <see cref="ResultChoice"/>.</summary>
    public string Result { get; init; } = "";

    /// <summary>The very host, in normal form; while it is given, <see cref="Host"/> does not narrow.</summary>
    public string Site { get; init; } = "";

    /// <summary>Text that the host contains.</summary>
    public string Host { get; init; } = "";

    /// <summary>The client's address.</summary>
    public string Client { get; init; } = "";

    /// <summary>The request method.</summary>
    public string Method { get; init; } = "";

    /// <summary>The start of a stretch that ended in the past, with <see cref="To"/> its end; both or neither.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The end of the stretch, itself not part of it.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Whether the stretch lies in the past, so that nothing new can come into it.</summary>
    public bool IsPast => From is not null && To is not null;

    /// <summary>Whether the client is empty or an address.</summary>
    public bool HasValidClient => Client.Length == 0 || IPAddress.TryParse(Client, out _);

    /// <summary>The address of the log page that asks for this.</summary>
    public string Href
    {
        get
        {
            (string Name, string Value)[] parts =
            [
                ("range", Range), ("result", Result), ("site", Site), ("host", Host), ("client", Client), ("method", Method),
                ("from", Seconds(From)), ("to", Seconds(To)),
            ];
            string query = string.Join('&', parts.Where(part => part.Value.Length > 0)
                .Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value)}"));
            return query.Length == 0 ? "/log" : $"/log?{query}";
        }
    }

    /// <summary>Reads an instant of an address: seconds since 1970.</summary>
    public static DateTimeOffset? Instant(long? seconds) =>
        seconds is >= 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds.Value) : null;

    /// <summary>The same question to the history. A client that is no address asks for no row at all.</summary>
    public TrafficFilter ToFilter(DateTimeOffset now) => new()
    {
        Range = IsPast ? new TimeRange(From!.Value, To!.Value) : RangeChoice.Find(Range)?.Until(now),
        Client = Client.Length == 0 ? null : IPAddress.TryParse(Client, out IPAddress? client) ? client : IPAddress.None,
        Host = Site.Length == 0 ? null : Site,
        HostPattern = Host.Length == 0 || Site.Length > 0 ? null : new HostPattern(Host),
        Method = Method.Length == 0 ? null : Method,
        Results = ResultChoice.Find(Result)?.Results,
    };

    private static string Seconds(DateTimeOffset? instant) =>
        instant?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) ?? "";
}
