namespace OrleansProxy.Policy.Rules;

/// <summary>How a pattern is compared with a host.</summary>
public enum RulePatternKind
{
    /// <summary>The host itself and its subdomains.</summary>
    Domain,

    /// <summary>This host alone; an address always is.</summary>
    Exact,

    /// <summary>Wherever the text stands in the host.</summary>
    Substring,

    /// <summary>Wildcards over the whole host.</summary>
    Glob,

    /// <summary>A regular expression that is found anywhere in the host.</summary>
    Regex,
}
