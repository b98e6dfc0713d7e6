namespace OrleansProxy.Storage.Rollups;

/// <summary>What the lines of a rollup tell apart, besides client and time.</summary>
internal enum RollupShape
{
    /// <summary>Results.</summary>
    Result,

    /// <summary>Hosts and results.</summary>
    Host,

    /// <summary>Statuses; there are no times to first byte.</summary>
    Status,
}
