namespace OrleansProxy.Policy.Rules;

/// <summary>Settings of the section "Blacklist".</summary>
public sealed class BlacklistOptions
{
    /// <summary>Rules in force beside the portal's, at most 100,000. Default none.</summary>
    public IReadOnlyList<string> Rules { get; set; } = [];

    /// <summary>
    /// Files of many names each, such as hosts files and lists of domains, that are blocked too; relative to the working
    /// folder, at most 100. Default none.
    /// </summary>
    public IReadOnlyList<string> Files { get; set; } = [];

    /// <summary>How a bare entry is read. Default domain.</summary>
    public BlacklistMatch Match { get; set; } = BlacklistMatch.Domain;
}
