namespace OrleansProxy.Storage.Recording;

/// <summary>What one line of a rollup is about. In the order in which the tables keep them.</summary>
/// <param name="Client">The client's key, 0 for everybody.</param>
/// <param name="Time">Units since 1970.</param>
/// <param name="Host">The host's key, 0 in a rollup without hosts.</param>
/// <param name="Code">The result, or the status.</param>
internal readonly record struct RollupKey(long Client, long Time, long Host, long Code) : IComparable<RollupKey>
{
    /// <inheritdoc />
    public int CompareTo(RollupKey other) =>
        Client != other.Client ? Client.CompareTo(other.Client)
        : Time != other.Time ? Time.CompareTo(other.Time)
        : Host != other.Host ? Host.CompareTo(other.Host)
        : Code.CompareTo(other.Code);
}
