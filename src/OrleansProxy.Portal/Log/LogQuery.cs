using System.Net;
using Microsoft.AspNetCore.Http;
using OrleansProxy.Portal.Text;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Portal.Log;

/// <summary>What the log page is asked for, as it stands in its address. Immutable; "" does not narrow.</summary>
public sealed record LogQuery
{
    /// <summary>The longest text that any part may be.</summary>
    public const int MaxLength = 253;

    private const int MaxStars = 8;

    /// <summary>The stretch of time.</summary>
    public PickedTime Time { get; init; } = PickedTime.All;

    /// <summary>The value of a <see cref="ResultChoice"/>.</summary>
    public string Result { get; init; } = "";

    /// <summary>The very host, in normal form; while it is given, <see cref="Host"/> does not narrow.</summary>
    public string Site { get; init; } = "";

    /// <summary>A part of the host, or with a "*" in it a pattern of the whole host.</summary>
    public string Host { get; init; } = "";

    /// <summary>The client's address.</summary>
    public string Client { get; init; } = "";

    /// <summary>The user of the proxy.</summary>
    public string User { get; init; } = "";

    /// <summary>The request method.</summary>
    public string Method { get; init; } = "";

    /// <summary>Statuses as <see cref="StatusText"/> reads them.</summary>
    public string Status { get; init; } = "";

    /// <summary>The value of a <see cref="CacheChoice"/>.</summary>
    public string Cache { get; init; } = "";

    /// <summary>Whether anything narrows.</summary>
    public bool IsEmpty => this == new LogQuery();

    /// <summary>The address of the log page that asks for this.</summary>
    public string Href => Address("/log");

    /// <summary>What cannot be asked, a sentence each.</summary>
    public IReadOnlyList<string> Faults
    {
        get
        {
            string[] faults =
            [
                Time.Fault,
                Unless(IsShort, "A filter is longer than the log can ask for."),
                Unless(Client.Length == 0 || ReadClient(Client) is not null, $"“{Client}” is no address: a client is one, such as 192.168.1.20."),
                Unless(Status.Length == 0 || StatusText.TryRead(Status, out _), $"“{Status}” is no status: it is a code such as 404, a class such as 4xx, or none."),
                Unless(Result.Length == 0 || ResultChoice.Find(Result) is not null, $"There is no result “{Result}”."),
                Unless(Cache.Length == 0 || CacheChoice.Find(Cache) is not null, $"There is no cache status “{Cache}”."),
                Unless(Host.Count(letter => letter == '*') <= MaxStars, $"A host may have at most {MaxStars} stars."),
            ];
            return [.. faults.Where(fault => fault.Length > 0)];
        }
    }

    private bool IsShort => new[] { Result, Site, Host, Client, User, Method, Status, Cache }.All(part => part.Length <= MaxLength);

    /// <summary>Reads it from the query of an address.</summary>
    public static LogQuery Read(IQueryCollection query) => new()
    {
        Time = PickedTime.Read(query["range"], query["from"], query["to"]),
        Result = query["result"].ToString(),
        Site = query["site"].ToString(),
        Host = query["host"].ToString(),
        Client = query["client"].ToString(),
        User = query["user"].ToString(),
        Method = query["method"].ToString(),
        Status = query["status"].ToString(),
        Cache = query["cache"].ToString(),
    };

    /// <summary>The address of the page of the log that lies below a row's key.</summary>
    public string HrefBefore(long? id) => id is null ? Href : Address("/log", ("before", $"{id}"));

    /// <summary>The address at which the same question is asked of something else than the log.</summary>
    public string Address(string path, params IReadOnlyList<(string Name, string Value)> more)
    {
        (string Name, string Value)[] parts =
        [
            .. Time.Parts, ("result", Result), ("site", Site), ("host", Host), ("client", Client), ("user", User),
            ("method", Method), ("status", Status), ("cache", Cache), .. more,
        ];
        string query = string.Join('&', parts.Where(part => part.Value.Length > 0)
            .Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value)}"));
        return query.Length == 0 ? path : $"{path}?{query}";
    }

    /// <summary>The same question to the history; null where it has <see cref="Faults"/> and cannot be asked.</summary>
    public TrafficFilter? ToFilter(DateTimeOffset now) => Faults.Count > 0 ? null : new()
    {
        Range = Time.At(now),
        Client = ReadClient(Client),
        User = User.Length == 0 ? null : User,
        Host = Site.Length == 0 ? null : Site,
        HostPattern = Host.Length == 0 || Site.Length > 0 ? null : new HostPattern(Host),
        Method = Method.Length == 0 ? null : Method,
        Status = StatusText.TryRead(Status, out StatusRange statuses) ? statuses : null,
        Results = ResultChoice.Find(Result)?.Results,
        Cache = CacheChoice.Find(Cache)?.Outcome,
    };

    /// <summary>An address in full; the short forms that some programs take ("127.1") are not what records have.</summary>
    private static IPAddress? ReadClient(string text)
    {
        bool isFull = text.Contains(':', StringComparison.Ordinal) || text.Count(letter => letter == '.') == 3;
        return !isFull || !IPAddress.TryParse(text, out IPAddress? client) ? null
            : client.IsIPv4MappedToIPv6 ? client.MapToIPv4() : client;
    }

    private static string Unless(bool isRight, string fault) => isRight ? "" : fault;
}
