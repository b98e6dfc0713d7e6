namespace OrleansProxy.Traffic.Records;

/// <summary>The names of results as they stand in logs, views and exports.</summary>
public static class TrafficResultNames
{
    /// <summary>The name in lower case, its words joined by a hyphen: "rate-limited".</summary>
    public static string ToName(this TrafficResult result) => result switch
    {
        TrafficResult.Forwarded => "forwarded",
        TrafficResult.Hit => "hit",
        TrafficResult.Validated => "validated",
        TrafficResult.Tunnelled => "tunnelled",
        TrafficResult.Served => "served",
        TrafficResult.Blocked => "blocked",
        TrafficResult.RateLimited => "rate-limited",
        TrafficResult.ClientRefused => "client-refused",
        TrafficResult.DestinationRefused => "destination-refused",
        TrafficResult.BadRequest => "bad-request",
        TrafficResult.OriginFailed => "origin-failed",
        TrafficResult.ClientLeft => "client-left",
        TrafficResult.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(result), result, "Not a result that this version knows."),
    };
}
