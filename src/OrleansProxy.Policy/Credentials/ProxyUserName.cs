namespace OrleansProxy.Policy.Credentials;

/// <summary>What a user of the proxy may be called (RFC 7617 §2: no colon and no control characters).</summary>
public static class ProxyUserName
{
    /// <summary>The greatest length, in characters.</summary>
    public const int MaxLength = 64;

    /// <summary>Why this name cannot be taken, as a sentence, or null when it can.</summary>
    public static string? Refuse(string name)
    {
        if (name.Length is 0 or > MaxLength)
        {
            return $"Please choose a name of 1 to {MaxLength} characters.";
        }

        return name.Contains(':', StringComparison.Ordinal) || name.Any(char.IsControl) || name != name.Trim()
            ? "A name cannot hold a colon or control characters, or start or end with a space."
            : null;
    }
}
