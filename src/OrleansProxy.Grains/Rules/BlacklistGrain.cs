using OrleansProxy.Grains.Calls;
using OrleansProxy.Policy.Rules;

namespace OrleansProxy.Grains.Rules;

/// <summary>
/// A <see cref="BlacklistState"/> over the durable store of the silo that it runs on. With a store that is a file of one
/// machine there can be one silo only; silos of a cluster share a store.
/// </summary>
/// <param name="store">Where the rules are kept.</param>
/// <param name="timing">How long a node is told without renewing.</param>
/// <param name="time">Dates new rules.</param>
public sealed class BlacklistGrain(IRuleStore store, GrainCallTiming timing, TimeProvider time) : Grain, IBlacklistGrain
{
    private BlacklistState? _state;

    private BlacklistState Active => _state ?? throw new InvalidOperationException("The grain has not been activated.");

    /// <inheritdoc />
    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        _state = await BlacklistState.OpenAsync(store, timing, time, cancellationToken);

    /// <inheritdoc />
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _state?.Dispose();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask<(long Version, byte[]? Rules)> ReadAsync(long knownVersion) => new(Active.Read(knownVersion));

    /// <inheritdoc />
    public ValueTask<(byte[]? Rule, string PatternError, string StoreError)> AddAsync(
        string pattern, string comment, bool enabled, int match) =>
        Active.AddAsync(new RuleDraft(pattern, comment, enabled), (BlacklistMatch)match);

    /// <inheritdoc />
    public ValueTask<(bool Changed, string StoreError)> RemoveAsync(long id) => Active.RemoveAsync(id);

    /// <inheritdoc />
    public ValueTask<(bool Changed, string StoreError)> SetEnabledAsync(long id, bool enabled) =>
        Active.SetEnabledAsync(id, enabled);

    /// <inheritdoc />
    public ValueTask<bool> SubscribeAsync(IBlacklistObserver node) => new(Active.Subscribe(node));

    /// <inheritdoc />
    public ValueTask UnsubscribeAsync(IBlacklistObserver node)
    {
        Active.Unsubscribe(node);
        return ValueTask.CompletedTask;
    }
}
