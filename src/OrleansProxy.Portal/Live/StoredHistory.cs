using OrleansProxy.Traffic.History;

namespace OrleansProxy.Portal.Live;

/// <summary>The history, if the program keeps one (History:Enabled). Immutable.</summary>
/// <param name="Reports">The questions that it answers, or null.</param>
internal sealed record StoredHistory(ITrafficHistory? Reports);
