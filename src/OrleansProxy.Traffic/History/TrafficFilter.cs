using System.Net;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.History;

/// <summary>Which rows a reader wants; a null member does not narrow. Immutable.</summary>
public sealed record TrafficFilter
{
    /// <summary>Only rows of this time.</summary>
    public TimeRange? Range { get; init; }

    /// <summary>Only rows of this client.</summary>
    public IPAddress? Client { get; init; }

    /// <summary>Only rows of this user of the proxy.</summary>
    public string? User { get; init; }

    /// <summary>Only this very host, in its normal form as <see cref="TrafficRecord.Host"/> has it.</summary>
    public string? Host { get; init; }

    /// <summary>Only this host and the hosts below it, in normal form.</summary>
    public string? Domain { get; init; }

    /// <summary>Only hosts that fit this pattern.</summary>
    public HostPattern? HostPattern { get; init; }

    /// <summary>Only this request method.</summary>
    public string? Method { get; init; }

    /// <summary>Only these statuses.</summary>
    public StatusRange? Status { get; init; }

    /// <summary>Only these results; empty or null means all.</summary>
    public IReadOnlyCollection<TrafficResult>? Results { get; init; }

    /// <summary>Only what the cache had this to do with.</summary>
    public CacheOutcome? Cache { get; init; }

    /// <summary>Asks of a record in memory what the history asks of its rows.</summary>
    public bool Matches(TrafficRecord record) =>
        (Range is not { } range || (record.Timestamp >= range.From && record.Timestamp < range.To))
        && (Client is null || Client.Equals(record.Client))
        && (User is null || User == record.User)
        && (Host is null || Host == record.Host)
        && (Domain is null || Domain == record.Host || record.Host.EndsWith($".{Domain}", StringComparison.Ordinal))
        && (HostPattern is null || HostPattern.Matches(record.Host))
        && (Method is null || Method == record.Method)
        && (Status is not { } status || status.Contains(record.Status))
        && (Results is not { Count: > 0 } results || results.Contains(record.Result))
        && (Cache is not { } cache || cache == OutcomeOf(record));

    /// <summary>What the cache had to do with a record.</summary>
    public static CacheOutcome OutcomeOf(TrafficRecord record) => record.Result switch
    {
        TrafficResult.Hit => CacheOutcome.Hit,
        TrafficResult.Validated => CacheOutcome.Validated,
        _ => record.CacheAsked ? CacheOutcome.Miss : CacheOutcome.NotAsked,
    };
}
