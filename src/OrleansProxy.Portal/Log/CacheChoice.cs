using OrleansProxy.Portal.Controls;
using OrleansProxy.Traffic.History;

namespace OrleansProxy.Portal.Log;

/// <summary>What the cache had to do with a request, to narrow the log by. Immutable.</summary>
/// <param name="Value">As it stands in an address.</param>
/// <param name="Label">In words.</param>
/// <param name="Outcome">What the history is asked for.</param>
internal sealed record CacheChoice(string Value, string Label, CacheOutcome Outcome)
{
    public static IReadOnlyList<CacheChoice> All { get; } =
    [
        new("hit", "Cache hit", CacheOutcome.Hit),
        new("validated", "Validated", CacheOutcome.Validated),
        new("miss", "Cache miss", CacheOutcome.Miss),
        new("not-asked", "Cache not asked", CacheOutcome.NotAsked),
    ];

    public static IReadOnlyList<Choice> Choices { get; } =
        [new("", "Any cache status"), .. All.Select(choice => new Choice(choice.Value, choice.Label))];

    public static CacheChoice? Find(string? value) => All.FirstOrDefault(choice => choice.Value == value);
}
