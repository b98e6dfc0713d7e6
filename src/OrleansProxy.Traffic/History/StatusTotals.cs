namespace OrleansProxy.Traffic.History;

/// <summary>How many answers had a status.</summary>
/// <param name="Status">The status sent to the client, 0 where there was none.</param>
/// <param name="Requests">Requests and tunnels.</param>
public sealed record StatusTotals(int Status, long Requests);
