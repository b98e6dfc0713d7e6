namespace OrleansProxy.Grains.Calls;

/// <summary>How long a node waits for grains, and how often it asks. No setting binds it: tests need other times, users do not.</summary>
public sealed class GrainCallTiming
{
    /// <summary>Patience of a request that asks a grain; then the node decides alone. Above zero. Default 200 ms.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a node decides in the place of a grain that did not answer, before it asks it again. Default 1 second.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Patience of whoever reads or changes rules, which is never a proxied request. Default 10 seconds.</summary>
    public TimeSpan RulesTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How often a node says again that it wants to be told of new rules, and looks for ones that it was not told of. A node
    /// that has been silent for three times as long is told no more. Default 30 seconds; the same on every node.
    /// </summary>
    public TimeSpan RulesRenewal { get; init; } = TimeSpan.FromSeconds(30);
}
