using System.Net;

namespace OrleansProxy.Traffic.History;

/// <summary>One client's activity over time.</summary>
/// <param name="Client">The client.</param>
/// <param name="Points">Its bars, oldest first, empty bars included.</param>
public sealed record ClientSeries(IPAddress Client, IReadOnlyList<TrafficPoint> Points);
