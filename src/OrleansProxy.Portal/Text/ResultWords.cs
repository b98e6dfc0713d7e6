using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Portal.Text;

/// <summary>Says each <see cref="TrafficResult"/> in a word and in the colour of its meaning.</summary>
internal static class ResultWords
{
    public static string Label(TrafficRecord record) => record.IsOpen ? "Tunnel open" : Label(record.Result);

    public static string Label(TrafficResult result) => result switch
    {
        TrafficResult.Forwarded => "Allowed",
        TrafficResult.Hit => "Cache hit",
        TrafficResult.Validated => "Validated",
        TrafficResult.Tunnelled => "Tunnel",
        TrafficResult.Served => "Own page",
        TrafficResult.Blocked => "Blocked",
        TrafficResult.RateLimited => "Limited",
        TrafficResult.ClientRefused => "Client refused",
        TrafficResult.DestinationRefused => "Destination refused",
        TrafficResult.BadRequest => "Bad request",
        TrafficResult.OriginFailed => "Origin failed",
        TrafficResult.ClientLeft => "Client left",
        _ => "Failed",
    };

    public static string Tone(TrafficResult result) => result switch
    {
        TrafficResult.Forwarded or TrafficResult.Tunnelled => "allow",
        TrafficResult.Hit or TrafficResult.Validated => "cache",
        TrafficResult.Blocked => "block",
        TrafficResult.RateLimited => "limit",
        TrafficResult.Served or TrafficResult.ClientLeft => "neutral",
        _ => "fail",
    };
}
