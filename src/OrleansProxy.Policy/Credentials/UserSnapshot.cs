using System.Collections.Frozen;

namespace OrleansProxy.Policy.Credentials;

/// <summary>The users in force at one moment. Immutable.</summary>
public sealed class UserSnapshot
{
    private readonly FrozenDictionary<string, ProxyUser> _byName;

    internal UserSnapshot(StoredUsers stored)
    {
        Version = stored.Version;
        _byName = stored.Users.ToFrozenDictionary(user => user.Name, StringComparer.Ordinal);
    }

    /// <summary>The version of the store that they were read at.</summary>
    public long Version { get; }

    /// <summary>What a password of this name is held against; null where there is no such user, or they are turned away.</summary>
    internal string? PasswordHashOf(string name) =>
        _byName.TryGetValue(name, out ProxyUser? user) && !user.Disabled ? user.PasswordHash : null;
}
