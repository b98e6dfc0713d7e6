using OrleansProxy.Grains.Calls;
using OrleansProxy.Policy.Rules;

namespace OrleansProxy.Grains.Rules;

/// <summary>
/// What the <see cref="BlacklistGrain"/> does, apart from being one: a <see cref="LocalRuleBook"/> over a store, and the nodes
/// that follow it. Not thread-safe: the grain owns it, and takes one call at a time.
/// </summary>
internal sealed class BlacklistState : IDisposable
{
    private const int MaxNodes = 1_000;
    private const int RenewalsMissed = 3;

    private readonly LocalRuleBook _book;
    private readonly ObserverSet<IBlacklistObserver> _nodes;
    private (RuleSnapshot Of, byte[] Octets)? _message;

    private BlacklistState(LocalRuleBook book, ObserverSet<IBlacklistObserver> nodes)
    {
        _book = book;
        _nodes = nodes;
        _book.Changed += TellNodes;
    }

    /// <summary>Loads the stored rules; configured ones, and how to read a bare entry, are each node's own matter.</summary>
    public static async Task<BlacklistState> OpenAsync(
        IRuleStore store, GrainCallTiming timing, TimeProvider time, CancellationToken cancellationToken) => new(
            await LocalRuleBook.OpenAsync(store, new BlacklistOptions(), time, cancellationToken),
            new ObserverSet<IBlacklistObserver>(timing.RulesRenewal * RenewalsMissed, MaxNodes, time));

    /// <summary>As <see cref="IBlacklistGrain.ReadAsync"/>.</summary>
    public (long Version, byte[]? Rules) Read(long knownVersion)
    {
        RuleSnapshot current = _book.Current;
        return (current.Version, current.Version == knownVersion ? null : MessageOf(current));
    }

    /// <summary>As <see cref="IBlacklistGrain.AddAsync"/>.</summary>
    public async ValueTask<(byte[]? Rule, string PatternError, string StoreError)> AddAsync(
        RuleDraft draft, BlacklistMatch match)
    {
        try
        {
            return (RuleMessage.Write(await _book.AddAsync(draft, match, CancellationToken.None)), "", "");
        }
        catch (RulePatternException exception)
        {
            return (null, exception.Message, "");
        }
        catch (RuleStoreException exception)
        {
            return (null, "", exception.Message);
        }
    }

    /// <summary>As <see cref="IBlacklistGrain.RemoveAsync"/>.</summary>
    public ValueTask<(bool Changed, string StoreError)> RemoveAsync(long id) =>
        ChangeAsync(_book.RemoveAsync(id, CancellationToken.None));

    /// <summary>As <see cref="IBlacklistGrain.SetEnabledAsync"/>.</summary>
    public ValueTask<(bool Changed, string StoreError)> SetEnabledAsync(long id, bool enabled) =>
        ChangeAsync(_book.SetEnabledAsync(id, enabled, CancellationToken.None));

    /// <summary>As <see cref="IBlacklistGrain.SubscribeAsync"/>.</summary>
    public bool Subscribe(IBlacklistObserver node) => _nodes.Renew(node);

    /// <summary>As <see cref="IBlacklistGrain.UnsubscribeAsync"/>.</summary>
    public void Unsubscribe(IBlacklistObserver node) => _nodes.Remove(node);

    /// <inheritdoc />
    public void Dispose()
    {
        _book.Changed -= TellNodes;
        _book.Dispose();
    }

    private static async ValueTask<(bool Changed, string StoreError)> ChangeAsync(Task<bool> change)
    {
        try
        {
            return (await change, "");
        }
        catch (RuleStoreException exception)
        {
            return (false, exception.Message);
        }
    }

    private byte[] MessageOf(RuleSnapshot snapshot)
    {
        if (_message is not { } message || message.Of != snapshot)
        {
            message = (snapshot, RuleMessage.Write(snapshot.Rules));
            _message = message;
        }

        return message.Octets;
    }

    private void TellNodes(RuleSnapshot snapshot)
    {
        foreach (IBlacklistObserver node in _nodes.Live())
        {
            node.RulesChanged(snapshot.Version);
        }
    }
}
