namespace OrleansProxy.Policy.Rules;

/// <summary>Where a rule comes from.</summary>
public enum RuleOrigin
{
    /// <summary>Made in the portal and kept by the store; can be changed there.</summary>
    Portal,

    /// <summary>From the settings (Blacklist:Rules); shown, but changed only there.</summary>
    Configuration,

    /// <summary>An entry of a list (Blacklist:Files); a snapshot makes a rule of it only for a host that it decides.</summary>
    List,
}
