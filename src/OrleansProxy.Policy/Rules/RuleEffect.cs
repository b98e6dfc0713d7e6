namespace OrleansProxy.Policy.Rules;

/// <summary>What the rules say of a host.</summary>
public enum RuleEffect
{
    /// <summary>No rule matches: the request passes.</summary>
    None,

    /// <summary>An allow rule matches: the request passes whatever else matches.</summary>
    Allow,

    /// <summary>A block rule matches and no allow rule does.</summary>
    Block,
}
