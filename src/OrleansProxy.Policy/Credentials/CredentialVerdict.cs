namespace OrleansProxy.Policy.Credentials;

/// <summary>The answer to a check of credentials.</summary>
/// <param name="Outcome">What became of them.</param>
/// <param name="User">The user's name when they were accepted; else null, since what was sent may be a password in the wrong place.</param>
/// <param name="RetryAfter">How long to wait before they are looked at, when they were not.</param>
public readonly record struct CredentialVerdict(CredentialOutcome Outcome, string? User, TimeSpan RetryAfter)
{
    /// <summary>They are nobody's.</summary>
    public static CredentialVerdict Wrong { get; } = new(CredentialOutcome.Wrong, null, TimeSpan.Zero);

    /// <summary>They are this user's.</summary>
    public static CredentialVerdict Accept(string user) => new(CredentialOutcome.Accepted, user, TimeSpan.Zero);
}
