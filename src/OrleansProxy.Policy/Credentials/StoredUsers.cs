namespace OrleansProxy.Policy.Credentials;

/// <summary>The users as stored, with the number of changes that led to them.</summary>
/// <param name="Version">Grows with each change, so that who knows this one need not read the users again.</param>
/// <param name="Users">All of them by name.</param>
public sealed record StoredUsers(long Version, IReadOnlyList<ProxyUser> Users)
{
    /// <summary>The most users that are kept.</summary>
    public const int MaxUsers = 10_000;
}
