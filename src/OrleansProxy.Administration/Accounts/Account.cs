namespace OrleansProxy.Administration.Accounts;

/// <summary>An account of the portal. Immutable.</summary>
/// <param name="Id">The store's key.</param>
/// <param name="Name">The name that signs in, compared without regard to case.</param>
/// <param name="PasswordHash">As made by the password hasher; never shown, never logged.</param>
/// <param name="SecurityStamp">Changes with the password; a session made under another stamp is over.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
public sealed record Account(long Id, string Name, string PasswordHash, string SecurityStamp, DateTimeOffset CreatedAt);
