using System.Threading.Channels;
using OrleansProxy.Grains.Calls;
using OrleansProxy.Grains.Rules;
using OrleansProxy.Policy.Rules;

namespace OrleansProxy.Grains.Tests.Rules;

/// <summary>The grain's own code without a silo, which can be away, and whose readings can be waited for.</summary>
internal sealed class InProcessBlacklist : IBlacklistGrain
{
    private readonly BlacklistGrain _grain;
    private readonly Channel<bool> _readings = Channel.CreateUnbounded<bool>();

    private InProcessBlacklist(BlacklistGrain grain) => _grain = grain;

    public bool IsAway { get; set; }

    public bool IsSilent { get; set; }

    public int Subscriptions { get; private set; }

    public static async Task<InProcessBlacklist> StartAsync(IRuleStore store, GrainCallOptions calls, TimeProvider time)
    {
        var grain = new BlacklistGrain(store, new BlacklistOptions { Rules = ["of.the.silo"] }, calls, time);
        await grain.OnActivateAsync(TestContext.Current.CancellationToken);
        return new InProcessBlacklist(grain);
    }

    /// <summary>Returns after the next reading, a failed one included.</summary>
    public async Task<bool> NextReadingAsync() => await _readings.Reader.ReadAsync(TestContext.Current.CancellationToken)
        .AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    public ValueTask<(long Version, byte[]? Rules)> ReadAsync(long knownVersion)
    {
        _readings.Writer.TryWrite(!IsAway);
        return IsSilent ? Never<(long, byte[]?)>() : Present()._grain.ReadAsync(knownVersion);
    }

    public ValueTask<(byte[]? Rule, string Error)> AddAsync(string pattern, string comment, bool enabled) =>
        IsSilent ? Never<(byte[]?, string)>() : Present()._grain.AddAsync(pattern, comment, enabled);

    public ValueTask<bool> RemoveAsync(long id) => Present()._grain.RemoveAsync(id);

    public ValueTask<bool> SetEnabledAsync(long id, bool enabled) => Present()._grain.SetEnabledAsync(id, enabled);

    public ValueTask<bool> SubscribeAsync(IBlacklistObserver node)
    {
        Subscriptions++;
        return _grain.SubscribeAsync(node);
    }

    public ValueTask UnsubscribeAsync(IBlacklistObserver node)
    {
        Subscriptions = 0;
        return _grain.UnsubscribeAsync(node);
    }

    private static ValueTask<T> Never<T>() => new(new TaskCompletionSource<T>().Task);

    private InProcessBlacklist Present() => IsAway ? throw new InvalidOperationException("The silo is away.") : this;
}
