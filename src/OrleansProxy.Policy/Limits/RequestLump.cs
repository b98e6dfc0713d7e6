namespace OrleansProxy.Policy.Limits;

/// <summary>Requests that came within one slot of time and leave the window together.</summary>
/// <param name="LatestAt">The timestamp of the last of them, from which all of them are held against the client.</param>
/// <param name="Cost">What they cost together.</param>
internal readonly record struct RequestLump(long LatestAt, int Cost);
