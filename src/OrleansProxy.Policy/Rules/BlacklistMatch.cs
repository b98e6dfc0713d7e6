namespace OrleansProxy.Policy.Rules;

/// <summary>How an entry without any special character is read.</summary>
public enum BlacklistMatch
{
    /// <summary><c>example.com</c> covers itself and its subdomains.</summary>
    Domain,

    /// <summary>The entry matches wherever it stands in the host, as the older Python proxy did.</summary>
    Substring,
}
