namespace OrleansProxy.Policy.Credentials;

/// <summary>Somebody who may use the proxy by name and password. Immutable.</summary>
/// <param name="Name">The name, compared exactly; see <see cref="ProxyUserName"/>.</param>
/// <param name="PasswordHash">What the <see cref="IPasswordVerifier"/> holds a password against.</param>
/// <param name="CreatedAt">When the user was added, UTC.</param>
/// <param name="Disabled">Whether the user is turned away for the time being.</param>
public sealed record ProxyUser(string Name, string PasswordHash, DateTimeOffset CreatedAt, bool Disabled);
