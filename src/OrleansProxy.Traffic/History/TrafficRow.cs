using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Traffic.History;

/// <summary>A stored record with the key that pages are cut by.</summary>
/// <param name="Id">The row's key; a later row has a greater one.</param>
/// <param name="Record">What was remembered.</param>
public sealed record TrafficRow(long Id, TrafficRecord Record);
