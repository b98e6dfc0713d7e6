namespace OrleansProxy.Policy.Clients;

/// <summary>The settings of <see cref="ClientPolicy"/>, parsed. Immutable.</summary>
internal sealed record ClientRanges(AddressRangeSet Use, AddressRangeSet SeeAll)
{
    /// <summary>Parses the settings.</summary>
    public static ClientRanges From(ClientOptions options) =>
        new(AddressRangeSet.Parse(options.AllowClients), AddressRangeSet.Parse(options.StatsAllowClients));
}
