namespace OrleansProxy.Grains;

/// <summary>What this node is called in the cluster.</summary>
/// <param name="Value">Unique among the nodes that run at the same time.</param>
public sealed record NodeName(string Value);
