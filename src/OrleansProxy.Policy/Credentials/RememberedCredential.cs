namespace OrleansProxy.Policy.Credentials;

/// <summary>What a check has found, for as long as the user is as it was then.</summary>
/// <param name="Name">The name that was given.</param>
/// <param name="PasswordHash">The hash that the password was held against; null when there was no such user.</param>
/// <param name="IsRight">Whether it was right.</param>
internal sealed record RememberedCredential(string Name, string? PasswordHash, bool IsRight)
{
    /// <summary>Whether it still says the truth: the user has not been added, removed, disabled or given another password.</summary>
    public bool HoldsFor(UserSnapshot users) => string.Equals(users.PasswordHashOf(Name), PasswordHash, StringComparison.Ordinal);
}
