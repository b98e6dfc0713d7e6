using OrleansProxy.Policy.Clients;

namespace OrleansProxy.Policy.Credentials;

/// <summary>When one client failed lately, and how many of its passwords are being checked now. Guarded by its owner's lock.</summary>
internal sealed class ClientFailures(ClientKey client)
{
    /// <summary>Whose they are.</summary>
    public ClientKey Client { get; } = client;

    /// <summary>Timestamps, oldest first, at most as many as are allowed.</summary>
    public Queue<long> Times { get; } = [];

    /// <summary>Checks that have begun and not ended.</summary>
    public int Pending { get; set; }
}
