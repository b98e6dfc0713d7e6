namespace OrleansProxy.Traffic.Recording;

/// <summary>What of a request is kept, in the history, the access log and the live feed alike; each level keeps less than the one before.</summary>
public enum HistoryPrivacy
{
    /// <summary>Everything that a traffic record holds.</summary>
    Full,

    /// <summary>No path and no query.</summary>
    NoPaths,

    /// <summary>Nor who asked: no address, no user, no user agent.</summary>
    NoClients,

    /// <summary>No requests at all, only sums by time, host and result.</summary>
    Counters,
}
