using System.Net;

namespace OrleansProxy.Policy.Clients;

/// <summary>The client ranges of the settings, swapped whole when they change. Thread-safe; readers take no lock.</summary>
public sealed class ClientPolicy : IClientPolicy
{
    private volatile ClientRanges _ranges;

    /// <summary>Starts with these settings.</summary>
    /// <exception cref="FormatException">An entry is no address or range.</exception>
    public ClientPolicy(ClientOptions options) => _ranges = ClientRanges.From(options);

    /// <summary>Puts new settings in force; on an error the old ones stay.</summary>
    /// <exception cref="FormatException">An entry is no address or range.</exception>
    public void Apply(ClientOptions options) => _ranges = ClientRanges.From(options);

    /// <inheritdoc />
    public bool MayUse(IPAddress client) => _ranges.Use.Contains(client);

    /// <inheritdoc />
    public bool MaySeeAll(IPAddress client) => _ranges.SeeAll.Contains(client);
}
