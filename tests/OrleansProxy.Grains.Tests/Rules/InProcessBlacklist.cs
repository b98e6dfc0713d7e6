using System.Threading.Channels;
using OrleansProxy.Grains.Calls;
using OrleansProxy.Grains.Rules;
using OrleansProxy.Policy.Rules;

namespace OrleansProxy.Grains.Tests.Rules;

/// <summary>The state of the grain without a silo, which can be away, and whose readings can be waited for.</summary>
internal sealed class InProcessBlacklist : IBlacklistGrain, IDisposable
{
    private readonly BlacklistState _state;
    private readonly Channel<bool> _readings = Channel.CreateUnbounded<bool>();

    private InProcessBlacklist(BlacklistState state) => _state = state;

    public bool IsAway { get; set; }

    public bool IsSilent { get; set; }

    public int Subscriptions { get; private set; }

    public static async Task<InProcessBlacklist> StartAsync(IRuleStore store, GrainCallTiming timing, TimeProvider time) =>
        new(await BlacklistState.OpenAsync(store, timing, time, TestContext.Current.CancellationToken));

    /// <summary>Returns after the next reading, a failed one included.</summary>
    public async Task<bool> NextReadingAsync() => await _readings.Reader.ReadAsync(TestContext.Current.CancellationToken)
        .AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    public ValueTask<(long Version, byte[]? Rules)> ReadAsync(long knownVersion)
    {
        _readings.Writer.TryWrite(!IsAway);
        return IsSilent ? Never<(long, byte[]?)>() : new(Present().Read(knownVersion));
    }

    public ValueTask<(byte[]? Rule, string PatternError, string StoreError)> AddAsync(
        string pattern, string comment, bool enabled, int match) =>
        IsSilent ? Never<(byte[]?, string, string)>() : Present().AddAsync(new(pattern, comment, enabled), (BlacklistMatch)match);

    public ValueTask<(bool Changed, string StoreError)> RemoveAsync(long id) => Present().RemoveAsync(id);

    public ValueTask<(bool Changed, string StoreError)> SetEnabledAsync(long id, bool enabled) =>
        Present().SetEnabledAsync(id, enabled);

    public ValueTask<bool> SubscribeAsync(IBlacklistObserver node)
    {
        Subscriptions++;
        return new(_state.Subscribe(node));
    }

    public ValueTask UnsubscribeAsync(IBlacklistObserver node)
    {
        Subscriptions = 0;
        _state.Unsubscribe(node);
        return ValueTask.CompletedTask;
    }

    public void Dispose() => _state.Dispose();

    private static ValueTask<T> Never<T>() => new(new TaskCompletionSource<T>().Task);

    private BlacklistState Present() => IsAway ? throw new InvalidOperationException("The silo is away.") : _state;
}
