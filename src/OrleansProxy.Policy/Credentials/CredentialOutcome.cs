namespace OrleansProxy.Policy.Credentials;

/// <summary>What became of credentials.</summary>
public enum CredentialOutcome
{
    /// <summary>They are a user's.</summary>
    Accepted,

    /// <summary>They are nobody's, or not Basic credentials at all.</summary>
    Wrong,

    /// <summary>Not checked: the client has failed too often lately.</summary>
    Throttled,

    /// <summary>Not checked: too many passwords are being checked for others.</summary>
    Busy,
}
