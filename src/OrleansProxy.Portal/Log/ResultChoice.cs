using OrleansProxy.Portal.Controls;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Portal.Log;

/// <summary>A group of results that the log can be narrowed to. Immutable.</summary>
/// <param name="Value">As it stands in an address.</param>
/// <param name="Label">In words.</param>
/// <param name="Results">The results of the group.</param>
internal sealed record ResultChoice(string Value, string Label, IReadOnlyCollection<TrafficResult> Results)
{
    public static IReadOnlyList<ResultChoice> All { get; } =
    [
        new("allowed", "Allowed", [TrafficResult.Forwarded, TrafficResult.Hit, TrafficResult.Validated, TrafficResult.Tunnelled]),
        new("blocked", "Blocked", [TrafficResult.Blocked]),
        new("limited", "Rate limited", [TrafficResult.RateLimited]),
        new("cached", "From the cache", [TrafficResult.Hit, TrafficResult.Validated]),
        new("tunnels", "Tunnels", [TrafficResult.Tunnelled]),
        new("refused", "Refused", [TrafficResult.ClientRefused, TrafficResult.DestinationRefused, TrafficResult.BadRequest]),
        new("own", "Own pages", [TrafficResult.Served]),
        new("failed", "Failed", [TrafficResult.OriginFailed, TrafficResult.ClientLeft, TrafficResult.Failed]),
    ];

    public static IReadOnlyList<Choice> Choices { get; } =
        [new("", "All results"), .. All.Select(choice => new Choice(choice.Value, choice.Label))];

    public static ResultChoice? Find(string? value) => All.FirstOrDefault(choice => choice.Value == value);
}
