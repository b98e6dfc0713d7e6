using OrleansProxy.Traffic.History;
using OrleansProxy.Traffic.Records;

namespace OrleansProxy.Storage.Tests.History.Sums;

/// <summary>
/// Random records in memory and the same in a history, written once for a class of tests: as many as make the sums by host move on, of
/// everybody and of one client, and some more.
/// </summary>
public sealed class RandomHistory : IAsyncLifetime
{
    public const int Days = 40;

    private readonly TempFolder _folder = new();

    public IReadOnlyList<TrafficRecord> Records { get; } = RandomTraffic.Records(seed: 21, count: 26_000, Days);

    public ITrafficHistory History { get; private set; } = null!;

    public async ValueTask InitializeAsync() => History = (await _folder.OpenWithAsync(Records)).History;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();
}
