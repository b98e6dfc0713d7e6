namespace OrleansProxy.Policy.Credentials;

/// <summary>
/// What credentials are remembered by: their HMAC under a key that only this run of the program has, from which nobody gets them
/// back, and which nobody can steer a look-up by.
/// </summary>
internal readonly record struct CredentialKey(UInt128 High, UInt128 Low);
