namespace OrleansProxy.Policy.Credentials;

/// <summary>The users could not be read or written; the message is a sentence for a person.</summary>
public sealed class UserStoreException : Exception
{
    /// <summary>Creates the exception.</summary>
    public UserStoreException(string message, Exception? inner = null) : base(message, inner)
    {
    }
}
