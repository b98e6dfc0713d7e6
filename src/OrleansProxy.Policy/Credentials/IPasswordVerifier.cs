namespace OrleansProxy.Policy.Credentials;

/// <summary>Holds passwords against hashes, which takes a processor long on purpose. Thread-safe.</summary>
public interface IPasswordVerifier
{
    /// <summary>Whether the password is the one that was hashed, compared in fixed time.</summary>
    /// <param name="password">What the client gave.</param>
    /// <param name="hash">The user's hash; null for an unknown user, which takes as long and is never right.</param>
    Task<bool> VerifyAsync(string password, string? hash);
}
