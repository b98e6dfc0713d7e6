namespace OrleansProxy.Policy.Rules;

/// <summary>Settings of the section "Blacklist".</summary>
public sealed class BlacklistOptions
{
    /// <summary>Rules in force beside the portal's, at most 100,000. Default none.</summary>
    public IReadOnlyList<string> Rules { get; set; } = [];

    /// <summary>How a bare entry is read. Default domain.</summary>
    public BlacklistMatch Match { get; set; } = BlacklistMatch.Domain;
}
